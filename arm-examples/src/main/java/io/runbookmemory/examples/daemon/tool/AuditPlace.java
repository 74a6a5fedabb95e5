package io.runbookmemory.examples.daemon.tool;

import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.examples.playbook.AuditOptions;
import io.runbookmemory.guard.key.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a daemon writes down what it calls, and the file with the key that this is signed with: as
 * configured; else in the folder for the state of a service; else beside a store on this disk; else
 * where the commands have them. A key that the commands made is taken before another is made.
 *
 * @param folder of the audit log
 * @param key made when it is first needed, unless it is there
 */
public record AuditPlace(Path folder, Path key) {

  private static final String KEY = "audit.key";

  /** Returns the place of a configuration, of this process. */
  public static AuditPlace of(DaemonConfig config) {
    Path home = Path.of(System.getProperty("user.home"), ".arm");
    return of(config, System.getenv("STATE_DIRECTORY"), home);
  }

  static AuditPlace of(DaemonConfig config, @Nullable String state, Path home) {
    Path folder =
        (state == null || state.isBlank()
                ? StoreUrl.place(config.store())
                    .map(place -> place.toAbsolutePath().resolveSibling(""))
                : Optional.of(Path.of(state.split(":", -1)[0])))
            .orElse(home);
    Path key =
        Stream.of(folder.resolve(KEY), home.resolve(KEY))
            .filter(Files::exists)
            .findFirst()
            .orElse(folder.resolve(KEY));
    return new AuditPlace(
        Objects.requireNonNullElse(config.tools().audit(), folder.resolve("audit")),
        Objects.requireNonNullElse(config.tools().key(), key));
  }

  SigningKey read() {
    return AuditOptions.made(key);
  }

  /** Returns why no tool could be called, and what to do; empty where they can. */
  public Optional<String> fault() {
    if (Files.exists(key) ? !Files.isReadable(key) : !canBeMade(key)) {
      return Optional.of("the key " + key + " cannot be read or made: set tools.key");
    }
    boolean writable = Files.exists(folder) ? Files.isWritable(folder) : canBeMade(folder);
    return writable
        ? Optional.empty()
        : Optional.of("the audit log cannot be written in " + folder + ": set tools.audit");
  }

  private static boolean canBeMade(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    while (parent != null && !Files.exists(parent)) {
      parent = parent.getParent();
    }
    return parent != null && Files.isDirectory(parent) && Files.isWritable(parent);
  }
}
