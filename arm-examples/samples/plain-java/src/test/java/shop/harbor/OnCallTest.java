package shop.harbor;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.testkit.FakeEmbeddingModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnCallTest {

  private static final String FIX =
      "Checkout answers 503, the database pool was exhausted. Fix: raised the pool from 100 to 200."
          + " Cause: the flag service leaks connections.";

  private static final String ALERT =
      """
      {"alerts": [{"status": "%s", "startsAt": "2026-05-12T02:41:00Z",
        "labels": {"alertname": "CheckoutErrors", "service": "checkout"},
        "annotations": {"summary": "checkout answers 503: no connection to the database"}}]}
      """;

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> post(OnCall service, String path, String body)
      throws IOException, InterruptedException {
    URI door = URI.create("http://127.0.0.1:" + service.port() + path);
    return client.send(
        HttpRequest.newBuilder(door).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  @Test
  void anAlertIsAnsweredWithWhatHelpedBeforeAlsoAfterARestart() throws Exception {
    try (OnCall service = OnCall.start(folder, new FakeEmbeddingModel(), 0)) {
      assertThat(post(service, "/alerts", ALERT.formatted("firing")).body())
          .contains("CheckoutErrors")
          .doesNotContain("raised the pool");
      assertThat(post(service, "/memories", FIX).body()).isEqualTo("added");
      assertThat(post(service, "/alerts", ALERT.formatted("firing")).body())
          .containsIgnoringCase("raised the pool from 100 to 200");
    }
    try (OnCall service = OnCall.start(folder, new FakeEmbeddingModel(), 0)) {
      assertThat(post(service, "/alerts", ALERT.formatted("firing")).body())
          .containsIgnoringCase("raised the pool from 100 to 200");
    }
  }

  @Test
  void anAlertThatIsOverNeedsNoPlan() throws Exception {
    try (OnCall service = OnCall.start(folder, new FakeEmbeddingModel(), 0)) {
      assertThat(post(service, "/alerts", ALERT.formatted("resolved")).body()).isEmpty();
    }
  }

  @Test
  void whatAlertmanagerDoesNotSendIsRefused() throws Exception {
    try (OnCall service = OnCall.start(folder, new FakeEmbeddingModel(), 0)) {
      assertThat(post(service, "/alerts", "{").statusCode()).isEqualTo(400);
      assertThat(post(service, "/alerts", "{\"alerts\": [{}]}").statusCode()).isEqualTo(400);
      assertThat(post(service, "/alerts", " ".repeat(1 << 21)).statusCode()).isEqualTo(413);
    }
  }
}
