package shop.harbor;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(YesterdaysFolder.class)
class OnCallTest {

  private static final String ALERT =
      """
      {"version": "4", "alerts": [{"status": "%s", "startsAt": "2026-05-12T02:41:00Z",
        "labels": {"alertname": "%s", "service": "checkout"},
        "annotations": {"summary": "%s"}}]}
      """;

  private static ValidatableResponse post(String path, String body, ContentType type) {
    return given().contentType(type).body(body).post(path).then();
  }

  private static ValidatableResponse alert(String status, String name, String summary) {
    return post("/alerts", ALERT.formatted(status, name, summary), ContentType.JSON);
  }

  @Test
  void anAlertIsAnsweredWithWhatHelpedBefore() {
    alert("firing", "CheckoutErrors", "checkout answers 503: the database pool is exhausted")
        .statusCode(200)
        .body("alert", contains("CheckoutErrors"))
        .body("[0].plan", containsStringIgnoringCase("raised the pool from 100 to 200"));
  }

  @Test
  void whatIsRememberedIsInTheNextPlan() {
    String fix =
        "Search answers nothing, SearchEmpty fired: the index was red. Fix: rerouted shard 7.";
    post("/memories", fix, ContentType.TEXT).statusCode(200);

    alert("firing", "SearchEmpty", "search answers nothing, the index is red")
        .body("[0].plan", containsStringIgnoringCase("rerouted shard 7"));
  }

  @Test
  void anAlertThatIsOverNeedsNoPlan() {
    alert("resolved", "CheckoutErrors", "checkout answers 503").body("", empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{\"alerts\": [{}]}",
        "{\"alerts\": [{\"startsAt\": \"soon\"}]}"
      })
  void whatAlertmanagerDoesNotSendIsRefused(String body) {
    post("/alerts", body, ContentType.JSON).statusCode(400);
  }

  @Test
  void whatIsTooLargeIsRefused() {
    post("/alerts", " ".repeat(1 << 21), ContentType.JSON).statusCode(413);
  }

  @Test
  void itIsReadyWhenItsMemoryCanBeRead() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks[0].name", equalTo("memory"))
        .body("checks[0].data.memories", greaterThanOrEqualTo(1));
  }
}
