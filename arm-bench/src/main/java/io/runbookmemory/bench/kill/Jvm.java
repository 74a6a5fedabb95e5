package io.runbookmemory.bench.kill;

import io.runbookmemory.bench.measure.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a main class of these programs is started in a JVM of its own. */
public final class Jvm {

  private Jvm() {}

  /** Returns the command line, with this JVM's modules or class path. */
  public static List<String> command(Class<?> main, String heap, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    String tables = System.getProperty(Tables.PROPERTY);
    if (tables != null) {
      command.add("-D" + Tables.PROPERTY + "=" + tables);
    }
    Module module = main.getModule();
    if (module.isNamed()) {
      command.addAll(
          List.of(
              "--enable-native-access=org.apache.lucene.core,com.microsoft.onnxruntime,ai.djl.tokenizers"));
      command.addAll(List.of("--module-path", System.getProperty("jdk.module.path")));
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of("--module", module.getName() + "/" + main.getName()));
    } else {
      command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    }
    command.addAll(Arrays.asList(arguments));
    return command;
  }
}
