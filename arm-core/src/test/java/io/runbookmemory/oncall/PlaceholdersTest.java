package io.runbookmemory.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.RunbookStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

  private final Placeholders placeholders =
      new Placeholders(new Scope(Tenant.DEFAULT, "eu-1", "shop", "orders-api", "prod", "s1"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up{job=\"$service\"}             | up{job=\"orders-api\"}",
        "kubectl -n ${namespace} get pods | kubectl -n shop get pods",
        "$service-$env.$cluster           | orders-api-prod.eu-1",
        "${service}_total                 | orders-api_total",
        "$service/$service                | orders-api/orders-api",
        "echo $HOME ${USER} $1 $$ $       | echo $HOME ${USER} $1 $$ $",
        "$servicename $service_name       | $servicename $service_name",
        "${service:-x} ${servicename}     | ${service:-x} ${servicename}",
        "$session $tenant                 | $session $tenant",
        "service                          | service"
      })
  void knownPlaceholdersAreFilledAndNothingElse(String code, String filled) {
    assertThat(placeholders.fill(code)).isEqualTo(filled);
    assertThat(placeholders.unfilled()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders\"; drop table users; --",
        "orders'",
        "a;b",
        "$(reboot)",
        "`reboot`",
        "a b",
        "a\nb",
        "a|b",
        "a&b",
        "a>b",
        "-rf",
        "a\\b",
        "a{b}",
        "a*",
        "ordérs",
        "a\u0000"
      })
  void aValueThatAShellCouldObeyIsNotFilledIn(String value) {
    Placeholders unsafe = new Placeholders(TestMemories.service(value));

    assertThat(unsafe.fill("restart $service")).isEqualTo("restart $service");
    assertThat(unsafe.unfilled()).containsExactly("service");
  }

  @Test
  void whatIsNotKnownStaysAndIsReported() {
    Placeholders few = new Placeholders(TestMemories.service("orders"));

    assertThat(few.fill("$service in $env of ${cluster}, $env"))
        .isEqualTo("orders in $env of ${cluster}, $env");
    assertThat(few.unfilled()).containsExactly("cluster", "env");
  }

  @Test
  void aPlanReportsWhatItCouldNotFill() {
    ActionPlan plan =
        Plans.plan(
            Plans.at("a;reboot"),
            Plans.recalled(
                0.9,
                "R",
                Plans.runbook(
                    new RunbookStep("Fix", "Restart $service", "bash", "restart $service"))));

    assertThat(plan.steps().getFirst().code()).isEqualTo("restart $service");
    assertThat(plan.unfilled()).containsExactly("service");
  }
}
