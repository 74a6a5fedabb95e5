package io.runbookmemory.examples.playbook;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.examples.guard.KeyFile;
import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.guard.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where calls are written down, and what that is signed with. */
public final class AuditOptions {

  private static final int KEY_BYTES = 32;

  @Option(
      names = "--audit",
      paramLabel = "DIR",
      description = {
        "Where every call is written down (default: the folder audit beside a Lucene or SQLite",
        "store, which is ~/.arm/audit for the usual one; ~/.arm/audit for any other store)."
      })
  private @Nullable Path folder;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = {
        "The secret that it is signed with, for arm audit verify (default: ~/.arm/audit.key, made",
        "for you alone if it is not there)."
      })
  private @Nullable Path key;

  public Path folder(String storeUrl) {
    return folder == null
        ? StoreUrl.place(storeUrl)
            .map(place -> place.toAbsolutePath().resolveSibling("audit"))
            .orElseGet(() -> home().resolve("audit"))
        : folder;
  }

  public SigningKey key() {
    return key == null ? made(home().resolve("audit.key")) : KeyFile.read(key);
  }

  private static Path home() {
    return Path.of(System.getProperty("user.home"), ".arm");
  }

  /** Reads a key, and makes it first if it is not there. */
  public static SigningKey made(Path file) {
    if (Files.exists(file)) {
      return KeyFile.read(file);
    }
    byte[] secret = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(secret);
    try {
      Path parent = Objects.requireNonNull(file.toAbsolutePath().getParent());
      Files.createDirectories(parent);
      boolean posix = Files.getFileStore(parent).supportsFileAttributeView("posix");
      if (posix) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
      Files.writeString(file, HexFormat.of().formatHex(secret) + "\n", StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new ConfigurationException(
          file.toString(),
          file
              + ": the key of the audit log cannot be made, name one with --key, or tools.key of a"
              + " daemon: "
              + e,
          e);
    }
    return KeyFile.read(file);
  }
}
