//! `strait explore`: the model in a browser, served from this machine to this machine.

use std::fs;
use std::path::{Path, PathBuf};

use tiny_http::{Header, Response, Server};

use super::output::say;
use crate::failure::Failure;

/// Where the page's build leaves it, from the root of the sources.
const BUILT: &str = "crates/strait-web/site/dist/index.html";

/// Where the page is served, and to nobody else.
const HOST: &str = "127.0.0.1";

/// Show the explorer: the same model on a page of its own, with sliders, in your browser.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The built page, one file [default: crates/strait-web/site/dist/index.html]
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    /// Port on this machine; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 8017)]
    port: u16,
}

/// Serves the page until told to stop.
///
/// # Errors
/// [`Failure::Input`] when there is no page, with how to get one; [`Failure::Work`] when the port cannot be had.
pub fn run(args: &Args) -> Result<(), Failure> {
    let path = args.page.as_deref().unwrap_or(Path::new(BUILT));
    let page = fs::read(path).map_err(|error| Failure::Input(no_page(path, &error)))?;
    let server = Server::http((HOST, args.port)).map_err(|error| {
        let port = args.port;
        Failure::Work(format!(
            "port {port} of this machine cannot be had: {error}\n--port takes another, 0 any free one"
        ))
    })?;
    let port = server.server_addr().to_ip().map_or(args.port, |address| address.port());
    say(&format!(
        "explorer  http://{HOST}:{port}/\nIt runs in your browser, and stays there; Ctrl-C ends this server.\n"
    ))?;
    let html = Header::from_bytes("Content-Type", "text/html; charset=utf-8").ok();
    for request in server.incoming_requests() {
        let known = matches!(request.url(), "/" | "/index.html");
        // A browser that has gone away is no failure of the server's.
        let _ = match &html {
            Some(html) if known => request.respond(Response::from_data(page.clone()).with_header(html.clone())),
            _ => request.respond(Response::from_string("nothing is here; the page is at /\n").with_status_code(404)),
        };
    }
    Ok(())
}

fn no_page(path: &Path, error: &std::io::Error) -> String {
    format!(
        "{}: the explorer's page cannot be read: {error}\n\
         It is built from the sources with crates/strait-web/build (docs/explorer.md); then run this there, or name the \
         file with --page. It is one file, which any browser opens without this command too.",
        path.display()
    )
}
