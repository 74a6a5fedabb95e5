package io.runbookmemory.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

  @Test
  void blankPartsAreAbsentAndOthersAreStripped() {
    Scope scope = new Scope(Tenant.DEFAULT, " ", "", " checkout\t", null, "\n");

    assertThat(scope).isEqualTo(Scope.of(Tenant.DEFAULT).withService("checkout"));
  }

  @Test
  void eachPartIsReplacedByItself() {
    Scope scope =
        Scope.of(Tenant.DEFAULT)
            .withTenant(new Tenant("acme"))
            .withPlace("eu-1", "shop")
            .withService("checkout")
            .withEnv("prod");

    assertThat(scope)
        .isEqualTo(new Scope(new Tenant("acme"), "eu-1", "shop", "checkout", "prod", null));
    assertThat(scope.withService(null).withEnv(null).withPlace(null, null))
        .isEqualTo(Scope.of(new Tenant("acme")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "é", "a\n"})
  void aTenantsNameIsShortAndPlain(String name) {
    assertThatThrownBy(() -> new Tenant(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + name + "\"");
  }

  @Test
  void aTenantsNameHasAtMost64Characters() {
    assertThat(new Tenant("x".repeat(64)).name()).hasSize(64);
    assertThatThrownBy(() -> new Tenant("x".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
