package io.runbookmemory.examples.view;

/** The exit codes of every command. */
public final class ExitStatus {

  /** It was done. */
  public static final int OK = 0;

  /** Nothing was found, or the verdict is negative. */
  public static final int NEGATIVE = 1;

  /** The command was called wrongly. */
  public static final int USAGE = 2;

  /** It could not be done. */
  public static final int FAILURE = 3;

  private ExitStatus() {}
}
