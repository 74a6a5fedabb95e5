package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.examples.view.Output;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A daemon that tells nobody by one of its channels says by which, and takes alerts all the same.
 */
@Timeout(120)
class ChannelReadinessTest {

  @TempDir Path temp;

  private static HttpResponse<String> ready(
      RunningDaemon daemon, Predicate<HttpResponse<String>> wanted) throws InterruptedException {
    HttpResponse<String> ready = daemon.get("/readyz");
    for (int i = 0; i < 3_000 && !wanted.test(ready); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
      ready = daemon.get("/readyz");
    }
    return ready;
  }

  /** Ends the thread of a channel, as a fault of the machine would. */
  private static void end(String channel) throws InterruptedException {
    List<Thread> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(one -> one.getName().equals("arm-send-" + channel))
            .toList();
    assertThat(threads).hasSize(1);
    threads.getFirst().interrupt();
    threads.getFirst().join();
  }

  @Test
  void aChannelWhoseThreadHasEndedIsNamedUntilAReloadMakesAnother() throws Exception {
    try (Catcher catcher = new Catcher();
        RunningDaemon daemon =
            RunningDaemon.start(
                temp,
                """
                store: "memory:"
                channels:
                  - {name: day-desk, kind: webhook, url: "%1$s"}
                  - {name: night-desk, kind: webhook, url: "%1$s"}
                """
                    .formatted(catcher.address()))) {
      HttpResponse<String> well = ready(daemon, one -> one.statusCode() == 200);
      assertThat(well.statusCode()).isEqualTo(200);
      assertThat(Output.parse(well.body()).path("channels").asText()).isEqualTo("no fault");

      end("night-desk");

      HttpResponse<String> named = daemon.get("/readyz");
      assertThat(named.statusCode()).isEqualTo(200);
      JsonNode parts = Output.parse(named.body());
      assertThat(parts.path("ready").asBoolean()).isTrue();
      assertThat(parts.path("pipeline").asText()).isEqualTo("working");
      assertThat(parts.path("channels").asText()).isEqualTo("night-desk: its thread has ended");

      assertThat(daemon.post("/-/reload", "").statusCode()).isEqualTo(200);
      assertThat(ready(daemon, one -> one.body().contains("no fault")).body())
          .contains("\"channels\":\"no fault\"");
    }
  }
}
