package io.runbookmemory.lucene.report;

/** Is told how far a long piece of work is. Called by the thread that does the work. */
@FunctionalInterface
public interface Progress {

  /** Does not listen. */
  Progress SILENT = (step, done, of) -> {};

  /**
   * Is told how far a step is.
   *
   * @param step what is done: a few words such as {@code checking files}
   * @param done how much of the step is done, in bytes or documents
   * @param of how much there is to do, at least {@code done}
   */
  void at(String step, long done, long of);
}
