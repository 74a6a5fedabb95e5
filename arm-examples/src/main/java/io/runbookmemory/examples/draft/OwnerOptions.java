package io.runbookmemory.examples.draft;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.learn.draft.DraftOwners;
import io.runbookmemory.store.MemoryReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is not there any more. */
public final class OwnerOptions {

  @Option(
      names = "--left",
      paramLabel = "FILE",
      description = {
        "Names of owners who left, one a line: what waits for them waits for the owners of the",
        "service instead."
      })
  private @Nullable Path left;

  /** Creates the options; picocli calls it. */
  public OwnerOptions() {}

  DraftOwners read(MemoryReader reader) {
    if (left == null) {
      return new DraftOwners(reader, Set.of());
    }
    try (var lines = Files.lines(left, StandardCharsets.UTF_8)) {
      return new DraftOwners(
          reader,
          lines.map(String::strip).filter(name -> !name.isEmpty()).collect(Collectors.toSet()));
    } catch (IOException e) {
      throw new InvalidInputException(left.toString(), "cannot be read: " + e);
    }
  }
}
