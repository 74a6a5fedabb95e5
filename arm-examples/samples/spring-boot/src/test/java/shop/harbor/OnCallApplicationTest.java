package shop.harbor;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "server.address=127.0.0.1")
@DirtiesContext
class OnCallApplicationTest {

  private static final String FIX =
      "Checkout answers 503, the database pool was exhausted. Fix: raised the pool from 100 to 200."
          + " Cause: the flag service leaks connections.";

  private static final String ALERT =
      """
      {"version": "4", "alerts": [{"status": "%s", "startsAt": "2026-05-12T02:41:00Z",
        "labels": {"alertname": "CheckoutErrors", "service": "checkout"},
        "annotations": {"summary": "checkout answers 503: no connection to the database"}}]}
      """;

  @TempDir static Path folder;

  @Autowired private TestRestTemplate client;

  @TestConfiguration
  static class Model {
    @Bean
    EmbeddingModel model() {
      return new FakeEmbeddingModel();
    }
  }

  @DynamicPropertySource
  static void file(DynamicPropertyRegistry properties) {
    properties.add("memory.file", () -> folder.resolve("memory.db").toString());
  }

  private ResponseEntity<String> post(String path, String body, MediaType type) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(type);
    return client.postForEntity(path, new HttpEntity<>(body, headers), String.class);
  }

  @Test
  void anAlertIsAnsweredWithWhatHelpedBefore() {
    assertThat(post("/memories", FIX, MediaType.TEXT_PLAIN).getBody()).isEqualTo("added");

    assertThat(post("/alerts", ALERT.formatted("firing"), MediaType.APPLICATION_JSON).getBody())
        .contains("CheckoutErrors")
        .containsIgnoringCase("raised the pool from 100 to 200");
  }

  @Test
  void anAlertThatIsOverNeedsNoPlan() {
    assertThat(post("/alerts", ALERT.formatted("resolved"), MediaType.APPLICATION_JSON).getBody())
        .isEqualTo("[]");
  }

  @Test
  void whatAlertmanagerDoesNotSendIsRefused() {
    for (String body : new String[] {"{", "{\"alerts\": [{}]}"}) {
      assertThat(post("/alerts", body, MediaType.APPLICATION_JSON).getStatusCode().value())
          .isEqualTo(400);
    }
  }
}
