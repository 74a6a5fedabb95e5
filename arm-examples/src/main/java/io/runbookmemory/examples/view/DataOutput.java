package io.runbookmemory.examples.view;

import picocli.CommandLine.Option;

/** The output of a command that prints data. */
public final class DataOutput extends Output {

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  public boolean json() {
    return json;
  }
}
