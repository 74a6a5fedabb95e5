package io.runbookmemory.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * ONNX Runtime, kept until the process has ended.
 *
 * <p>{@link OrtEnvironment} registers a shutdown hook that frees the native environment. The JVM
 * starts all hooks at once and waits for no thread that is no hook, so it would be freed under a
 * run: of whoever calls {@link System#exit} amid an embedding, and of a host whose own hook ends
 * what is under way. That is a crash of the process. The native side counts its users, and frees
 * the environment after the last one; so one more is counted here, who never leaves. What is then
 * left at the end the operating system takes back.
 */
final class LastingRuntime {

  private static final System.Logger LOG = System.getLogger(LastingRuntime.class.getName());

  private static boolean kept;

  private LastingRuntime() {}

  /** Keeps it; does nothing where that was done before. */
  static synchronized void keep(OrtEnvironment runtime) {
    if (kept) {
      return;
    }
    try {
      // The jar is an automatic module, or on the class path: both are open to reflection.
      Method create =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      create.setAccessible(true);
      Object api = field("ai.onnxruntime.OnnxRuntime", "ortApiHandle").get(null);
      Object held = field(OrtEnvironment.class.getName(), "nativeHandle").get(runtime);
      int level = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue();
      kept = held.equals(create.invoke(null, api, level, OrtEnvironment.DEFAULT_NAME));
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "another ONNX Runtime than ARM's own", e);
    }
    if (!kept) {
      LOG.log(
          System.Logger.Level.WARNING,
          "this version of ONNX Runtime cannot be kept to the end of the process: close every"
              + " model before System.exit, which may crash the JVM otherwise");
      kept = true;
    }
  }

  private static Field field(String type, String name) throws ReflectiveOperationException {
    Field field = Class.forName(type).getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
