package io.runbookmemory.connectors.origin;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.connectors.http.FixtureServer;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.connectors.ingest.RunbookAddresses;
import io.runbookmemory.connectors.prometheus.AlertmanagerClient;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.remember.Remembered;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers as https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml has them. */
class FiringAlertsTest {

  private final FixtureServer server = FixtureServer.start();
  private final Imported imported = new Imported();

  @AfterEach
  void end() {
    server.close();
  }

  private static Reply firing(String startsAt) {
    return json(
        """
        [{"annotations":{"summary":"slow","runbook_url":"https://wiki.example/ops/slow"},
          "startsAt":"%s","status":{"state":"active"},
          "labels":{"alertname":"HighLatency","service":"checkout","severity":"page"}}]
        """
            .formatted(startsAt));
  }

  private FiringAlerts alerts() {
    return new FiringAlerts(
        new AlertmanagerClient(server.endpoint().build()),
        List.of(),
        imported.memory.memories(),
        Imported.defaults("alertmanager:a.example"));
  }

  @Test
  void anAlertIsOneIncidentHoweverOftenItFires() {
    server.gives(
        firing("2026-11-20T09:00:00Z"),
        firing("2026-11-20T09:00:00Z"),
        firing("2026-11-20T11:00:00Z"),
        firing("2026-11-20T11:00:00Z"));

    assertThat(imported.run(alerts())).containsExactly(Remembered.Added.class);
    assertThat(imported.run(alerts())).containsExactly(Remembered.Unchanged.class);
    assertThat(imported.only().occurrences()).isEqualTo(1);
    assertThat(imported.run(alerts())).containsExactly(Remembered.Updated.class);
    assertThat(imported.run(alerts())).containsExactly(Remembered.Unchanged.class);

    Memory memory = imported.only();
    Incident incident = (Incident) memory.content();
    assertThat(memory.title()).isEqualTo("HighLatency: slow");
    assertThat(memory.occurrences()).isEqualTo(2);
    assertThat(memory.severity()).contains(Severity.SEV1);
    assertThat(memory.scope().service()).isEqualTo("checkout");
    assertThat(incident.openedAt()).contains(Instant.parse("2026-11-20T11:00:00Z"));
    assertThat(incident.resolvedAt()).isEmpty();
    assertThat(incident.fingerprint().orElse("")).matches("[0-9a-f]{16}");
  }

  @Test
  void itPointsToTheRunbookThatWasIngestedEarlier() {
    server.gives(firing("2026-11-20T09:00:00Z"));
    MemoryId id = MemoryId.named("ops", "ops/slow.md");
    imported.memory.remember(
        Memory.builder(
                id,
                Scope.of(Tenant.DEFAULT),
                "Slow",
                Runbook.builder("# Slow").build(),
                Imported.NOW)
            .provenance(new Provenance("ops", "ops/slow.md", null, TrustTier.CURATED))
            .build());

    imported.run(alerts());

    assertThat(imported.all())
        .filteredOn(memory -> memory.content() instanceof Incident)
        .singleElement()
        .satisfies(
            memory ->
                assertThat(memory.links()).containsExactly(new Link(RunbookAddresses.LINK, id)));
  }
}
