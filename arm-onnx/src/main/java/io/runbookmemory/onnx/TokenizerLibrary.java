package io.runbookmemory.onnx;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import io.runbookmemory.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * DJL's native tokenizer library, loaded once a process and without a network. Left to itself DJL
 *
 * <ul>
 *   <li>downloads another build of the library where it finds a GPU: {@code RUST_FLAVOR=cpu} keeps
 *       it to the one in its jar;
 *   <li>unpacks it below the user's home, or, where that cannot be written, at a place in the
 *       temporary folder that any other user can fill first: then it gets a private folder;
 *   <li>looks for its jar through the thread's context class loader, which need not see it.
 * </ul>
 *
 * What the host has set itself, as environment variable or system property, is left alone, and what
 * is set here is taken back as soon as the library is loaded.
 */
final class TokenizerLibrary {

  private static final String FLAVOR = "RUST_FLAVOR";
  private static final String CACHE = "ENGINE_CACHE_DIR";

  private TokenizerLibrary() {}

  /** Loads the library; does nothing if it is loaded already. */
  static synchronized void load() {
    Map<String, String> settings = new HashMap<>();
    if (!isSet(FLAVOR)) {
      settings.put(FLAVOR, "cpu");
    }
    Path unpacked = null;
    if (!isSet(CACHE) && !isSet("DJL_CACHE_DIR") && !homeIsWritable()) {
      unpacked = privateFolder();
      settings.put(CACHE, unpacked.toString());
    }
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    settings.forEach(System::setProperty);
    thread.setContextClassLoader(LibUtils.class.getClassLoader());
    try {
      LibUtils.checkStatus();
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw new ConfigurationException(
          "DJL tokenizers",
          "the native tokenizer library must load on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + ": it needs glibc on Linux, and a folder to unpack to from which libraries may be"
              + " loaded (set the system property "
              + CACHE
              + "), then a new JVM",
          e);
    } finally {
      thread.setContextClassLoader(context);
      settings.keySet().forEach(System::clearProperty);
      delete(unpacked);
    }
  }

  private static boolean isSet(String name) {
    return System.getenv(name) != null || System.getProperty(name) != null;
  }

  private static boolean homeIsWritable() {
    Path home = Path.of(System.getProperty("user.home", ""));
    // A home that is not there ("?" where a container's user has no name) must not be made.
    if (!Files.isDirectory(home) || !Files.isWritable(home)) {
      return false;
    }
    try {
      return Files.isWritable(Files.createDirectories(home.resolve(".djl.ai/tokenizers")));
    } catch (IOException e) {
      return false;
    }
  }

  private static Path privateFolder() {
    try {
      return Files.createTempDirectory("arm-tokenizers");
    } catch (IOException e) {
      String folder = System.getProperty("java.io.tmpdir");
      throw new ConfigurationException(
          folder,
          "the temporary folder must be writable to unpack the tokenizer library, got "
              + folder
              + ": set java.io.tmpdir or "
              + CACHE,
          e);
    }
  }

  /** Deletes what was unpacked: a loaded library needs its file no more (Windows keeps it). */
  private static void delete(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
