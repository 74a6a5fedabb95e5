package io.runbookmemory.bench.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the accounts find amiss in a ledger that a daemon could have left. */
class AccountsTest {

  private static final Instant AT = Instant.parse("2026-03-01T03:00:00.5Z");
  private static final SentAlert DOWN = new SentAlert("Down", "alone-1", AT, null);

  @TempDir Path temp;

  private SqliteMemoryStore store;
  private Ledger ledger;
  private Receiver receiver;
  private final StormLoad load = new StormLoad(List.of(), 1);

  @BeforeEach
  void open() throws IOException {
    store = SqliteMemoryStore.open(temp.resolve("ledger.db"));
    ledger = store.ledger(Tenant.DEFAULT);
    receiver = new Receiver();
    load.acknowledged.add(DOWN.occurrence());
    load.alone.add(DOWN.occurrence());
  }

  @AfterEach
  void close() {
    load.close();
    receiver.close();
    store.close();
  }

  private long append(String stream, String kind, String body) {
    return ledger
        .append(
            List.of(
                new LedgerEntry(
                    MemoryId.named("test", stream + kind + body).value(),
                    new LedgerStream(stream),
                    kind,
                    AT,
                    "fp",
                    body)))
        .getFirst();
  }

  private long accept(int version) {
    return append(
        "alert-inbox",
        "firing",
        "{\"version\":%d,\"status\":\"firing\",\"labels\":{\"alertname\":\"Down\",\"service\":\"alone-1\"},\"starts_at\":\"%s\"}"
            .formatted(version, AT));
  }

  private void handle(long position) {
    append("alert-work", "notified", "{\"position\":" + position + "}");
  }

  private void queue(String key) {
    append(
        "notifications",
        "queued",
        "{\"key\":\"%s\",\"channel\":\"told\",\"title\":\"PAGE Down of alone-1 in prod\"}"
            .formatted(key));
  }

  private void end(String key) {
    append("notifications", "sent", "{\"id\":\"" + key + "/told\"}");
  }

  private void tell(URI address, String key) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest told =
          HttpRequest.newBuilder(address)
              .header("Idempotency-Key", key + "/told")
              .POST(
                  BodyPublishers.ofString(
                      "{\"event\":\"alert.firing\",\"fields\":{\"title\":\"PAGE Down of alone-1 in"
                          + " prod\"}}"))
              .build();
      assertThat(client.send(told, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }

  private Accounts read() {
    Accounts accounts = new Accounts(ledger);
    accounts.readOn();
    return accounts;
  }

  @Test
  void whatWasAcknowledgedIsLookedForAtEveryStation() throws Exception {
    assertThat(read().lost(load, receiver)).singleElement().asString().contains("not in the inbox");
    long position = accept(1);
    assertThat(read().lost(load, receiver)).singleElement().asString().contains("not handled");
    handle(position);
    assertThat(read().lost(load, receiver)).singleElement().asString().contains("nobody is to be");
    String key = "fp/" + AT + "/firing";
    queue(key);
    assertThat(read().isSettled(load)).isFalse();
    assertThat(read().lost(load, receiver)).hasSize(2);
    end(key);
    assertThat(read().isSettled(load)).isTrue();
    assertThat(read().lost(load, receiver)).singleElement().asString().contains("not received");
    tell(receiver.address(), key);

    assertThat(read().lost(load, receiver)).isEmpty();
    assertThat(read().doubled(receiver)).isEmpty();
  }

  @Test
  void whatStandsThereTwiceOrWasToldUnderTwoKeysIsFound() throws Exception {
    long first = accept(1);
    long second = accept(2);
    handle(second);
    handle(first);
    tell(receiver.address(), "fp/" + AT + "/firing");
    tell(receiver.address(), "other/" + AT + "/firing");

    assertThat(read().doubled(receiver))
        .anyMatch(line -> line.startsWith("accepted 2 times"))
        .anyMatch(line -> line.startsWith("handled 2 times"))
        .anyMatch(line -> line.startsWith("handled out of order"))
        .anyMatch(line -> line.startsWith("told under two keys"));
  }

  @Test
  void theSameKeyAgainIsCountedAndNotDoubled() throws Exception {
    tell(receiver.address(), "fp/" + AT + "/firing");
    tell(receiver.address(), "fp/" + AT + "/firing");

    assertThat(read().doubled(receiver)).isEmpty();
    assertThat(receiver.calls() - receiver.notifications()).isEqualTo(1);
  }
}
