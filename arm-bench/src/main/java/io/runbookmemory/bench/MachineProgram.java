package io.runbookmemory.bench;

import io.runbookmemory.bench.measure.Machine;
import picocli.CommandLine.Command;

/** Prints what the numbers of a run are to be read with. */
@Command(name = "machine", description = "Prints the machine and the JVM, as every table does.")
final class MachineProgram implements Runnable {

  @Override
  public void run() {
    System.out.println(Machine.here());
  }
}
