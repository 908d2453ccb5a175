//! x
mod workload;
fn main() {
    let name = std::env::args().nth(1).unwrap();
    let agents: u32 = std::env::args().nth(2).unwrap().parse().unwrap();
    let threads: usize = std::env::args().nth(3).unwrap().parse().unwrap();
    let seed: u64 = std::env::args().nth(4).unwrap().parse().unwrap();
    let i = workload::IMPLEMENTATIONS.iter().find(|i| i.name == name).unwrap();
    let run = (i.prepare)(workload::Size{agents, threads, seed});
    let t = cpu_time::ProcessTime::now();
    let w = std::time::Instant::now();
    let days = run();
    let cpu = t.elapsed();
    println!("{name} {} ns wall {:?} {:?}", cpu.as_secs_f64()*1e9/agents as f64/365.0, w.elapsed(), days.last());
}
