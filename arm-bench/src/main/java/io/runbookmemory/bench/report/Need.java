package io.runbookmemory.bench.report;

/** What a chapter cannot do without, and the sentence for whoever has not got it. */
enum Need {
  NOTHING(""),
  POSTGRES("PostgreSQL is needed: apt-get install postgresql-15"),
  PGLITE(
      "PGlite is needed: apt-get install nodejs npm, then npm --prefix arm-jdbc/src/test/npm ci"),
  EXAMPLES("the daemon's jar is needed: any command of ./arm but bench builds it");

  final String sentence;

  Need(String sentence) {
    this.sentence = sentence;
  }
}
