package io.runbookmemory.learn.upkeep;

import static io.runbookmemory.fixture.TestMemories.ANYWHERE;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.learn.upkeep.Shelf.aged;
import static io.runbookmemory.learn.upkeep.Shelf.daysAgo;
import static io.runbookmemory.learn.upkeep.Shelf.fixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Runbook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshnessTest {

  private static final Content UNOWNED = Runbook.builder("Restart it").build();

  private final Shelf shelf = new Shelf();
  private final Freshness freshness = new Freshness(shelf.store, Tenant.DEFAULT, Freshness.SLA);

  private static Content ownedBy(String... owners) {
    return Runbook.builder("Restart it").owners(List.of(owners)).build();
  }

  @Test
  void aVerificationLastsNinetyDays() {
    shelf.put(aged(400, "fresh", UNOWNED).lastVerifiedAt(daysAgo(89)));
    shelf.put(aged(400, "due", UNOWNED).lastVerifiedAt(daysAgo(90)));
    shelf.put(aged(89, "new", UNOWNED));
    shelf.put(aged(400, "draft", UNOWNED).status(MemoryStatus.DRAFT));
    shelf.put(fixed(400, "incident", "X"));

    assertThat(freshness.notices(NOW))
        .flatExtracting(OwnerNotice::due)
        .extracting(OwnerNotice.Due::title)
        .containsExactly("due");
  }

  @Test
  void eachOwnerIsAskedElseTheServicesTeam() {
    shelf.put(aged(100, "b", ownedBy("sre", "payments")));
    shelf.put(aged(200, "a", ownedBy("sre")));
    shelf.put(aged(100, "c", UNOWNED));
    shelf.put(aged(100, "d", UNOWNED).scope(ANYWHERE));

    List<OwnerNotice> notices = freshness.notices(NOW);

    assertThat(notices)
        .extracting(OwnerNotice::to)
        .containsExactly("payments", "sre", "the team of checkout", "whoever knows");
    assertThat(notices.get(1).due()).extracting(OwnerNotice.Due::title).containsExactly("a", "b");
  }

  @Test
  void aNoticeSaysWhatIsDueAndWhy() {
    Memory change = shelf.put(aged(3, "go", new Deployment("v2", List.of(), "", List.of())));
    Memory doubted = shelf.put(aged(30, "Failover", ownedBy("sre")));
    Memory old = shelf.put(aged(400, "Restart", ownedBy("sre")).lastVerifiedAt(daysAgo(120)));
    new Suspicion(shelf.store, Tenant.DEFAULT).cast(List.of(change), NOW);
    new Curation(shelf.store, Tenant.DEFAULT).verify(old.id(), daysAgo(120));
    Memory never = shelf.put(aged(100, "Drain", ownedBy("sre")));

    assertThat(freshness.notices(NOW))
        .singleElement()
        .extracting(OwnerNotice::message)
        .isEqualTo(
            String.join(
                "\n",
                "3 memories of yours wait to be verified:",
                "- Restart: last verified 120 days ago (" + old.id() + ")",
                "- Drain: not verified for 100 days (" + never.id() + ")",
                "- Failover: suspect since v2 of checkout was deployed 3 days ago ("
                    + doubted.id()
                    + ")",
                "If it is still right: arm memory verify ID"));
  }

  @Test
  void oneOwnerWhoCannotBeToldKeepsNobodyFromBeingTold() {
    shelf.put(aged(100, "a", ownedBy("gone", "sre")));
    List<String> told = new ArrayList<>();

    int count =
        freshness.tell(
            NOW,
            notice -> {
              if (notice.to().equals("gone")) {
                throw new UnavailableException("chat", "no such channel");
              }
              told.add(notice.to());
            });

    assertThat(count).isEqualTo(1);
    assertThat(told).containsExactly("sre");
  }

  @Test
  void anSlaIsPositive() {
    assertThatThrownBy(() -> new Freshness(shelf.store, Tenant.DEFAULT, Duration.ZERO))
        .hasMessage("sla must be positive, got PT0S");
  }
}
