package io.runbookmemory.examples.guard;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.guard.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** A file with a secret to sign with; line ends at its end do not count. */
public final class KeyFile {

  private KeyFile() {}

  /**
   * Reads a key.
   *
   * @param file with at least 16 bytes
   * @return the key
   * @throws ConfigurationException if it cannot be read, or is too short
   */
  public static SigningKey read(Path file) {
    try {
      byte[] all = Files.readAllBytes(file);
      int end = all.length;
      while (end > 0 && (all[end - 1] == '\n' || all[end - 1] == '\r')) {
        end--;
      }
      return SigningKey.of(Arrays.copyOf(all, end));
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          file.toString(),
          file + ": there is no such file; a key is a file of 16 bytes or more",
          e);
    } catch (IOException e) {
      throw new ConfigurationException(
          file.toString(), file + ": the key cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(file.toString(), file + ": " + e.getMessage(), e);
    }
  }
}
