package io.runbookmemory.examples.option;

import io.runbookmemory.connectors.policy.MemoryPolicy;
import io.runbookmemory.connectors.policy.MemoryPolicyReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The policy that memory is kept by. */
public final class PolicyOption {

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "A memory-policy.yaml (default: the terms that docs/upkeep.md lists).")
  private @Nullable Path file;

  public MemoryPolicy read() {
    return file == null ? MemoryPolicy.DEFAULT : MemoryPolicyReader.read(file);
  }
}
