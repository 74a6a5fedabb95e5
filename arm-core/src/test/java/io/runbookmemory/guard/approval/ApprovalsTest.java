package io.runbookmemory.guard.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.key.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ApprovalsTest {

  private final SigningKey key = SigningKey.random();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T03:00:00Z"));
  private final TokenUses uses = new ProcessTokenUses(now::get);
  private final Approvals approvals = new Approvals(key, uses, now::get);

  private String asked() {
    return approvals.request("digest", "ana", "drop_table", "acme/*/prod", "drop_table {}").id();
  }

  private void assertRefused(ApprovalCheck check, String why) {
    assertThat(check)
        .isInstanceOfSatisfying(
            ApprovalCheck.NotApproved.class, refused -> assertThat(refused.reason()).contains(why));
  }

  @Test
  void aTokenStandsForItsCallOnce() {
    String request = asked();
    String token = approvals.approve(request, "bob");
    assertThat(approvals.take(token, "digest", "ana"))
        .isEqualTo(new ApprovalCheck.Approved("bob", request));
    assertRefused(approvals.take(token, "digest", "ana"), "used before");
  }

  @Test
  void twoWordsForOneRequestAreStillOneCall() {
    String request = asked();
    String bob = approvals.approve(request, "bob");
    String eve = approvals.approve(request, "eve");
    assertThat(approvals.take(bob, "digest", "ana")).isInstanceOf(ApprovalCheck.Approved.class);
    assertRefused(approvals.take(eve, "digest", "ana"), "used before");
  }

  @Test
  void whoAsksCannotAgree() {
    assertThatThrownBy(() -> approvals.approve(asked(), "ana"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("second person");
  }

  @Test
  void aTokenIsForOneCallOfOneCaller() {
    String token = approvals.approve(asked(), "bob");
    assertRefused(approvals.take(token, "other", "ana"), "another call");
    assertRefused(approvals.take(token, "digest", "mallory"), "somebody else");
    assertThat(approvals.take(token, "digest", "ana")).isInstanceOf(ApprovalCheck.Approved.class);
  }

  @Test
  void nobodyMakesAToken() {
    String token = approvals.approve(asked(), "bob");
    Approvals elsewhere = new Approvals(SigningKey.random(), uses, now::get);
    assertRefused(elsewhere.take(token, "digest", "ana"), "not given here");
    for (String forged :
        new String[] {
          "",
          ".",
          "armok1",
          "armok1..",
          token.substring(0, token.length() - 1),
          token + "0",
          token.replace("armok1", "armreq1"),
          asked()
        }) {
      assertRefused(approvals.take(forged, "digest", "ana"), "not given here");
    }
    assertThatThrownBy(() -> approvals.approve(token, "bob"))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void itEndsAfterAQuarterOfAnHourByAClockThatMayBeALittleOff() {
    String token = approvals.approve(asked(), "bob");
    Instant begin = now.get();
    now.set(begin.plus(Duration.ofMinutes(15)).plusSeconds(31));
    assertRefused(approvals.take(token, "digest", "ana"), "ended at");
    now.set(begin.minusSeconds(31));
    assertRefused(approvals.take(token, "digest", "ana"), "future");
    now.set(begin.minusSeconds(29));
    assertThat(approvals.take(token, "digest", "ana")).isInstanceOf(ApprovalCheck.Approved.class);
  }

  @Test
  void aRequestThatIsOverCannotBeAgreedTo() {
    String request = asked();
    now.set(now.get().plus(Duration.ofMinutes(16)));
    assertThatThrownBy(() -> approvals.approve(request, "bob")).hasMessageContaining("ended at");
  }
}
