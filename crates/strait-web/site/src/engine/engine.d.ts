declare module 'virtual:engine' {
  /** The WebAssembly module, gzipped, in base 64. */
  const text: string;
  export default text;
}
