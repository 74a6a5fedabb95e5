package io.runbookmemory.connectors.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceHostsTest {

  private final ServiceHosts hosts = new ServiceHosts(Set.of("shop/payments", "money/ledger"));

  private Set<String> in(String name, String value) {
    return hosts.in(name, value, "shop");
  }

  @ParameterizedTest
  @CsvSource({
    "http://payments.shop.svc.cluster.local:8080/v1, payments",
    "HTTP://Payments.shop.svc, payments",
    "grpc://unknown.other.svc, unknown",
    "payments, payments",
    "payments:8080, payments",
    "ledger.money, ledger",
    "http://elsewhere:80, elsewhere",
    "jdbc:postgresql://db.example.net:5432/x, db.example.net",
    "amqps://u:p@broker-1.example.net, broker-1.example.net",
    "kafka-0.kafka.data.svc.cluster.local:9092, kafka"
  })
  void aValueThatNamesAHostPointsToItsService(String value, String service) {
    assertThat(in("X_URL", value)).containsExactly(service);
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.example.com/a",
    "http://localhost:80",
    "http://127.0.0.1:80",
    "http://[::1]:80",
    "0.0.0.0:8080",
    "ledger",
    "payments.elsewhere",
    "http://$(HOST):80",
    "true",
    "file:///etc/payments"
  })
  void aValueThatNamesNoServicePointsNowhere(String value) {
    assertThat(in("X_URL", value)).isEmpty();
  }

  @Test
  void aPlainWordIsAHostOnlyWhereTheNameSaysSo() {
    assertThat(in("FEATURE", "payments")).isEmpty();
    assertThat(in("PAYMENTS_HOST", "payments")).containsExactly("payments");
  }

  @Test
  void theServiceOfASecretIsKnownByTheNameOfTheVariable() {
    assertThat(hosts.namedBy("PAYMENTS_SERVICE_HOST", "shop")).contains("payments");
    assertThat(hosts.namedBy("PAYMENTS_URL", "money")).isEmpty();
    assertThat(hosts.namedBy("PAYMENTS", "shop")).isEmpty();
  }

  @Test
  void allHostsOfATextAreFoundOnce() {
    assertThat(in("app.properties", "a=http://x.n.svc\nb=http://y.n.svc/z\nc=http://x.n.svc:81"))
        .containsExactly("x", "y");
  }

  @Test
  void aHostileValueCostsLittle() {
    String dots = "a.".repeat(200_000);
    String schemes = "ab+".repeat(100_000) + "://";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(in("X_URL", dots)).isEmpty();
          assertThat(in("X_URL", schemes)).isEmpty();
        });
  }
}
