package io.runbookmemory.bench.measure;

/**
 * What a number is to be read with.
 *
 * @param cores how many cores the JVM sees
 * @param heap the most heap it may take, in MiB
 * @param java the JVM's version
 * @param system the operating system
 */
public record Machine(int cores, long heap, String java, String system) {

  /** Returns the machine that this process runs on. */
  public static Machine here() {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        runtime.availableProcessors(),
        runtime.maxMemory() >> 20,
        Runtime.version().toString(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  @Override
  public String toString() {
    return cores + " cores, heap up to " + heap + " MiB, Java " + java + ", " + system;
  }
}
