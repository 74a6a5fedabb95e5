package io.runbookmemory.remember;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.remember.Remembered.Added;
import io.runbookmemory.remember.Remembered.Unchanged;
import io.runbookmemory.remember.Remembered.Updated;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevivalTest {

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final HashingModel model = new HashingModel();
  private final MemoryReader reader = store.reader(Tenant.DEFAULT);
  private final RememberPipeline pipeline =
      new RememberPipeline(store, model, new PatternRedactor(), Environments.DEFAULT, () -> NOW);
  private final Revival revival = new Revival(store, model);

  private final Memory memory = note("Disk full", "Clear the logs").build();

  private Optional<Remembered> revive(MemoryId id) {
    return revival.revive(Tenant.DEFAULT, id, NOW.plusSeconds(60));
  }

  private void forget() {
    assertThat(store.writer(Tenant.DEFAULT).delete(List.of(memory.id()), NOW)).isEqualTo(1);
  }

  @Test
  void theLastRevisionComesBackWithItsVectors() {
    pipeline.remember(memory);
    pipeline.remember(memory.toBuilder().title("The disk is full").build());
    StoredMemory before = reader.get(memory.id()).orElseThrow();
    forget();

    assertThat(revive(memory.id())).contains(new Added(memory.id(), 3));

    StoredMemory back = reader.get(memory.id()).orElseThrow();
    assertThat(back.memory().saysTheSameAs(before.memory())).isTrue();
    assertThat(back.passages()).isEqualTo(before.passages());
    assertThat(reader.tombstones(List.of(memory.id()))).isEmpty();
  }

  @Test
  void fromThenOnItIsRememberedAsAnyOther() {
    pipeline.remember(memory);
    forget();
    revive(memory.id());

    assertThat(pipeline.remember(memory)).isEqualTo(new Unchanged(memory.id(), 2));
    assertThat(pipeline.remember(memory.toBuilder().title("The disk is full").build()))
        .isEqualTo(new Updated(memory.id(), 3));
  }

  @Test
  void thatSomebodyWantsItBackCountsAsAReinforcement() {
    pipeline.remember(memory);
    forget();
    revive(memory.id());

    assertThat(reader.usage(List.of(memory.id())))
        .hasEntrySatisfying(
            memory.id(),
            usage -> {
              assertThat(usage.reinforcements()).isEqualTo(1);
              assertThat(usage.lastReinforced()).isEqualTo(NOW.plusSeconds(60));
            });
  }

  @Test
  void whatIsThereIsLeftAsItIs() {
    pipeline.remember(memory);
    Map<MemoryId, ?> before = reader.usage(List.of(memory.id()));

    assertThat(revive(memory.id())).contains(new Unchanged(memory.id(), 1));
    assertThat(Objects.requireNonNull(reader.usage(List.of(memory.id())))).isEqualTo(before);
  }

  @Test
  void whatNobodyForgotDoesNotComeBack() {
    assertThat(revive(memory.id())).isEmpty();
  }
}
