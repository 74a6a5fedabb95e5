package io.runbookmemory.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The two native libraries, loaded on a thread of their own while the caller's reads the model:
 * each side takes about a quarter of a second of a cold start.
 */
final class NativeLibraries {

  private final CompletableFuture<OrtEnvironment> loading;

  private NativeLibraries(CompletableFuture<OrtEnvironment> loading) {
    this.loading = loading;
  }

  /** Begins to load them; where that was done before, it costs nothing. */
  static NativeLibraries loading() {
    return new NativeLibraries(
        CompletableFuture.supplyAsync(
            () -> {
              OrtEnvironment runtime = runtime();
              TokenizerLibrary.load();
              return runtime;
            },
            task -> Thread.ofPlatform().daemon().name("arm-onnx-loading").start(task)));
  }

  /** Waits until both are loaded. */
  OrtEnvironment await() {
    try {
      return loading.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ArmException fault) {
        throw fault;
      }
      throw e;
    }
  }

  private static OrtEnvironment runtime() {
    try {
      OrtEnvironment runtime = OrtEnvironment.getEnvironment();
      LastingRuntime.keep(runtime);
      // Builds for Windows report events to the system's telemetry unless told not to.
      runtime.setTelemetry(false);
      return runtime;
    } catch (OrtException | RuntimeException | LinkageError e) {
      throw new ConfigurationException(
          "ONNX Runtime",
          "the native library of ONNX Runtime must load on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + ": it needs glibc on Linux, and a folder to unpack to from which libraries may be"
              + " loaded (set the system property java.io.tmpdir), then a new JVM",
          e);
    }
  }
}
