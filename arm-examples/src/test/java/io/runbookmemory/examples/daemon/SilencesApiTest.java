package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Silences over HTTP. */
@Timeout(120)
class SilencesApiTest {

  private static final String CART =
      "{\"reason\":\"the database moves\",\"duration\":\"2h\",\"labels\":{\"service\":\"cart\"}}";

  @TempDir Path temp;

  private final Catcher team = new Catcher();
  private RunningDaemon daemon;
  private ApiClient rosa;
  private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @BeforeEach
  void start() {
    String yaml =
        """
        mode: page
        store: "memory:"
        access:
          tokens:
            - {name: vera, role: viewer, token: vera-0123456789abcdef}
            - {name: rosa, role: responder, token: rosa-0123456789abcdef}
        listen: {token: webhook-0123456789abcdef}
        channels:
          - {name: team, kind: webhook, url: "%s"}
        """
            .formatted(team.address());
    daemon = RunningDaemon.withTools(temp, yaml, () -> now, List.of());
    rosa = as("rosa");
  }

  @AfterEach
  void stop() {
    daemon.close();
    team.close();
  }

  private ApiClient as(String name) {
    return new ApiClient(daemon, "Authorization", "Bearer " + name + "-0123456789abcdef");
  }

  private void fires(String name, String service) {
    daemon.post(
        "/webhooks/alertmanager",
        AlertPost.of(new String[] {AlertPost.firing(name, service, "critical")}),
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer webhook-0123456789abcdef");
  }

  @Test
  void nobodyIsToldOfWhatIsSilencedUntilItIsLifted() throws Exception {
    JsonNode silence = rosa.post("/silences", CART);
    assertThat(silence.path("by").asText()).isEqualTo("rosa");
    assertThat(silence.path("holds").asBoolean()).isTrue();

    fires("CartSlow", "cart");
    fires("CheckoutSlow", "checkout");
    team.await(one -> one.field("service").equals("checkout"));
    assertThat(team.all()).noneMatch(one -> one.field("service").equals("cart"));

    now = now.plusSeconds(1);
    JsonNode lifted = rosa.delete("/silences/" + silence.path("id").asText());
    assertThat(lifted.path("lifted_by").asText()).isEqualTo("rosa");
    assertThat(rosa.get("/silences").path("items")).isEmpty();
    assertThat(rosa.get("/silences?all=true").path("items")).hasSize(1);
    fires("CartDown", "cart");
    team.await(one -> one.field("service").equals("cart"));
  }

  @Test
  void aSilenceIsOverByItself() {
    String id = rosa.post("/silences", CART).path("id").asText();
    assertThat(rosa.get("/silences").at("/items/0/reason").asText())
        .isEqualTo("the database moves");

    now = now.plusSeconds(2 * 3_600);

    assertThat(rosa.get("/silences").path("items")).isEmpty();
    assertThat(rosa.get("/silences?all=true").at("/items/0/holds").asBoolean()).isFalse();
    assertThat(rosa.send("DELETE", "/silences/" + id, null).statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsNoSilenceIsRefused() {
    for (String bad :
        List.of(
            CART.replace("2h", "two"),
            CART.replace("2h", "0s"),
            CART.replace("2h", "40d"),
            CART.replace("the database moves", " "),
            CART.replace("\"labels\":{\"service\":\"cart\"}", "\"labels\":{}"),
            CART.replace(",\"labels\":{\"service\":\"cart\"}", ""),
            CART.replace("\"labels\"", "\"all\":true,\"labels\""))) {
      assertThat(rosa.send("POST", "/silences", bad).statusCode()).as(bad).isEqualTo(400);
    }
    assertThat(rosa.get("/silences?all=true").path("items")).isEmpty();
    JsonNode every =
        rosa.post("/silences", "{\"reason\":\"drill\",\"duration\":\"5m\",\"all\":true}");
    assertThat(every.path("labels")).isEmpty();
  }

  @Test
  void whoLooksMaySeeThemAndNoMore() {
    String id = rosa.post("/silences", CART).path("id").asText();
    ApiClient vera = as("vera");

    assertThat(vera.get("/silences").path("items")).hasSize(1);
    assertThat(vera.send("POST", "/silences", CART).statusCode()).isEqualTo(403);
    assertThat(vera.send("DELETE", "/silences/" + id, null).statusCode()).isEqualTo(403);
    assertThat(rosa.get("/silences").at("/items/0/holds").asBoolean()).isTrue();
  }

  @Test
  void aSecretInAReasonIsTakenOut() {
    String secret = CART.replace("moves", "moves, password=hunter2hunter2");
    assertThat(rosa.post("/silences", secret).path("reason").asText()).doesNotContain("hunter2");
  }
}
