package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an image and its manifests ask the daemon, asked of a running one. */
@Timeout(120)
class ProbesTest {

  private static final Path DEPLOY = Path.of("../deploy");

  @TempDir Path temp;

  @Test
  void theProbesOfTheManifestsHitDoors() throws Exception {
    String manifest = Files.readString(DEPLOY.resolve("kubernetes/deployment.yaml"));
    String monitor = Files.readString(DEPLOY.resolve("kubernetes/servicemonitor.yaml"));
    List<String> paths =
        Pattern.compile("path: (/[a-z]+)")
            .matcher(manifest + monitor)
            .results()
            .map(one -> one.group(1))
            .toList();
    assertThat(paths).containsExactly("/healthz", "/healthz", "/readyz", "/metrics");

    try (RunningDaemon daemon = daemon()) {
      for (String path : paths) {
        while (daemon.get(path).statusCode() == 503) {
          Thread.sleep(10); // Not ready yet.
        }
        assertThat(daemon.get(path).statusCode()).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  void theImagesHealthCheckTellsADaemonFromNone() throws Exception {
    String dockerfile = Files.readString(DEPLOY.resolve("Dockerfile"));
    Matcher check = Pattern.compile("CMD \\[\"bash\", \"-c\", \"(.*)\"]").matcher(dockerfile);
    assertThat(check.find()).isTrue();
    String script = check.group(1).replace("\\\\", "\\");

    int port;
    try (RunningDaemon daemon = daemon()) {
      port = daemon.port();
      assertThat(status(script, port)).isZero();
    }
    assertThat(status(script, port)).isNotZero();
  }

  private RunningDaemon daemon() {
    return RunningDaemon.start(temp, "store: sqlite:" + temp.resolve("memory.db") + "\n");
  }

  private int status(String script, int port) throws IOException, InterruptedException {
    return new ProcessBuilder("bash", "-c", script.replace("9393", String.valueOf(port)))
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("health.txt").toFile())
        .start()
        .waitFor();
  }
}
