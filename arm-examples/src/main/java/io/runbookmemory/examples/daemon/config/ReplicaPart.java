package io.runbookmemory.examples.daemon.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The copy of a shared database that is read, and the spool that is written, while it is down.
 *
 * @param directory where the copy is; null for no copy
 */
public record ReplicaPart(@Nullable Path directory) {

  /** No copy. */
  public static final ReplicaPart NONE = new ReplicaPart(null);

  /** Beneath the directory for the state of a service, where systemd or a container names one. */
  public static final ReplicaPart DEFAULT = beneath(System.getenv("STATE_DIRECTORY"));

  /** Returns the part for a service whose state is there; systemd may name several. */
  static ReplicaPart beneath(@Nullable String state) {
    return state == null || state.isBlank()
        ? NONE
        : new ReplicaPart(Path.of(state.split(":", -1)[0]).resolve("replica"));
  }
}
