package io.runbookmemory.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One holder at a time, each with a greater token. */
interface LeaseContract extends LedgerSubject {

  /** Longer than a test. */
  Duration HOUR = Duration.ofHours(1);

  /** Over after {@link #letPass}; nothing here expects it to be held. */
  Duration MOMENT = Duration.ofMillis(10);

  static Claim claim(String owner, Duration length) {
    return new Claim("work", owner, length);
  }

  private void letPass() {
    pass(MOMENT.multipliedBy(3));
  }

  /** Acquires a lease that must be free. */
  default Lease granted(Claim claim) {
    Acquisition acquired = leases().acquire(claim);
    assertThat(acquired).isInstanceOf(Acquisition.Granted.class);
    return ((Acquisition.Granted) acquired).lease();
  }

  /** Acquires a lease that is over as soon as it is here. */
  default Lease over(String owner) {
    Lease lease = granted(claim(owner, MOMENT));
    letPass();
    return lease;
  }

  @Test
  default void whatIsFreeIsGranted() {
    Claim claim = claim("a", HOUR);

    Lease lease = granted(claim);

    assertThat(lease.claim()).isEqualTo(claim);
    assertThat(lease.token()).isEqualTo(1);
  }

  @Test
  default void namesAreToldApartToTheLetterAndOwnersAreKeptAsTheyAre() {
    List<String> names = List.of("a_b", "aXb", "a-b", "a--b", "--", "a/b", "a:b", "A_B", "NULL");
    List<String> owners =
        List.of("'; DROP TABLE lease; --", "100%", "back\\slash", "\"q\"", "$1 ? :a", "{a,b}");
    for (String name : names) {
      for (String owner : owners) {
        Lease lease = granted(new Claim(name, owner, HOUR));
        assertThat(lease.claim().name()).isEqualTo(name);
        assertThat(leases().acquire(new Claim(name, "rival", HOUR)))
            .isEqualTo(new Acquisition.Held(owner, lease.until()));
        assertThat(leases().release(lease)).isTrue();
      }
    }
  }

  @Test
  default void whatIsHeldIsNotGrantedAndItIsSaidWhoHoldsIt() {
    Lease lease = granted(claim("a", HOUR));

    assertThat(leases().acquire(claim("b", MOMENT)))
        .isEqualTo(new Acquisition.Held("a", lease.until()));
    assertThat(leases().acquire(claim("a", HOUR)))
        .as("an owner's name is no key")
        .isEqualTo(new Acquisition.Held("a", lease.until()));
  }

  @Test
  default void namesAreLeasedApart() {
    Lease one = granted(new Claim("work/1", "a", HOUR));
    Lease other = granted(new Claim("work/2", "b", HOUR));

    assertThat(leases().release(one)).isTrue();
    assertThat(leases().renew(other)).isPresent();
    assertThat(granted(new Claim("work/1", "c", HOUR)).token()).isEqualTo(2);
  }

  @Test
  default void whatIsReleasedIsGrantedWithAGreaterToken() {
    Lease lease = granted(claim("a", HOUR));

    assertThat(leases().release(lease)).isTrue();
    assertThat(leases().release(lease)).as("again").isFalse();
    assertThat(leases().renew(lease)).isEmpty();
    Lease next = granted(claim("b", HOUR));
    assertThat(next.token()).isEqualTo(2);
    assertThat(leases().release(lease)).as("another's by now").isFalse();
    assertThat(leases().renew(next)).isPresent();
  }

  @Test
  default void whatIsOverIsGrantedWithAGreaterToken() {
    Lease lease = over("a");

    assertThat(granted(claim("b", HOUR)).token()).isEqualTo(2);
    assertThat(leases().renew(lease)).isEmpty();
    assertThat(leases().release(lease)).isFalse();
    assertThat(leases().acquire(claim("c", HOUR))).isInstanceOf(Acquisition.Held.class);
  }

  @Test
  default void whatIsOverIsNotRenewedThoughNobodyElseHasIt() {
    Lease lease = over("a");

    assertThat(leases().renew(lease)).isEmpty();
    assertThat(leases().release(lease)).isFalse();
    assertThat(granted(claim("a", HOUR)).token()).isEqualTo(2);
  }

  @Test
  default void aRenewalCountsFromNow() {
    Lease lease = granted(claim("a", HOUR));
    letPass();

    Lease renewed = leases().renew(lease).orElseThrow();

    assertThat(renewed.token()).isEqualTo(lease.token());
    assertThat(renewed.until()).isAfterOrEqualTo(lease.until().plus(MOMENT));
    assertThat(leases().acquire(claim("b", HOUR)))
        .isEqualTo(new Acquisition.Held("a", renewed.until()));
    assertThat(leases().renew(lease)).as("by the older value too").isPresent();

    Lease shorter = new Lease(claim("a", MOMENT), lease.token(), lease.until());
    assertThat(leases().renew(shorter)).isPresent();
    letPass();
    assertThat(granted(claim("b", HOUR)).token()).isEqualTo(2);
  }

  @Test
  default void aLeaseThatWasNeverGrantedIsNone() {
    Lease invented = new Lease(claim("a", HOUR), 1, granted(claim("a", HOUR)).until());
    Lease unknown = new Lease(new Claim("unknown", "a", HOUR), 1, invented.until());
    Lease future = new Lease(claim("a", HOUR), 2, invented.until());

    assertThat(leases().renew(unknown)).isEmpty();
    assertThat(leases().release(unknown)).isFalse();
    assertThat(leases().renew(future)).isEmpty();
    assertThat(leases().release(future)).isFalse();
    assertThat(granted(new Claim("unknown", "b", HOUR)).token()).isEqualTo(1);
  }

  @Test
  default void ownersOfEveryScriptAreTold() {
    String owner = "host'; -- 🚒\u0000 \uD83D";
    Lease lease = granted(claim(owner, HOUR));

    assertThat(leases().acquire(claim("b", HOUR)))
        .isEqualTo(new Acquisition.Held("host'; -- 🚒\uFFFD \uFFFD", lease.until()));
  }

  @Test
  default void tokensAscendForEver() {
    Optional<Lease> held = Optional.empty();
    for (int token = 1; token <= 20; token++) {
      held.ifPresent(lease -> assertThat(leases().release(lease)).isTrue());
      Lease lease = granted(claim("holder " + token, HOUR));
      assertThat(lease.token()).isEqualTo(token);
      held = Optional.of(lease);
    }
  }
}
