package io.runbookmemory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FilterTest {

  private static final Filter TAGGED = new Filter.HasTag("disk");
  private static final Filter PINNED = Filter.eq(Field.PINNED, true);

  private static Filter nested(int depth, UnaryOperator<Filter> node) {
    Filter filter = TAGGED;
    for (int i = 0; i < depth; i++) {
      filter = node.apply(filter);
    }
    return filter;
  }

  /** Alternates, for a kind right inside itself is one node. */
  private static Filter andOr(Filter part) {
    return part instanceof Filter.And
        ? Filter.or(part, Filter.not(Filter.everything()))
        : Filter.and(part, Filter.everything());
  }

  @Test
  void nodesMayStandInOneAnotherToTheLimit() {
    Memory tagged =
        Memory.builder(
                new MemoryId(new UUID(0, 1)),
                Scope.of(Tenant.DEFAULT),
                "Note",
                new Note("words"),
                Instant.EPOCH)
            .tags(List.of("disk"))
            .build();

    for (UnaryOperator<Filter> node :
        List.<UnaryOperator<Filter>>of(Filter::not, FilterTest::andOr)) {
      assertThat(nested(Filter.MAX_DEPTH, node).test(tagged)).isTrue();
      assertThatThrownBy(() -> nested(Filter.MAX_DEPTH + 1, node))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at most 200 deep, got 201");
    }
  }

  @Test
  void aDeepPartIsCountedWhereverItStands() {
    Filter deepest = nested(Filter.MAX_DEPTH, Filter::not);

    for (List<Filter> parts : List.of(List.of(TAGGED, deepest), List.of(deepest, TAGGED))) {
      assertThatThrownBy(() -> new Filter.And(parts)).hasMessageContaining("got 201");
      assertThatThrownBy(() -> new Filter.Or(parts)).hasMessageContaining("got 201");
    }
  }

  @Test
  void aKindRightInsideItselfIsOneNode() {
    Filter either = Filter.or(TAGGED, PINNED);

    assertThat(Filter.and(Filter.and(TAGGED, either), PINNED))
        .isEqualTo(Filter.and(TAGGED, either, PINNED));
    assertThat(Filter.or(either, Filter.everything()))
        .isEqualTo(Filter.or(TAGGED, PINNED, Filter.everything()));
  }

  @Test
  void aChainOfOneKindMayBeOfAnyLength() {
    Filter chain = nested(2_000, filter -> Filter.or(filter, PINNED));

    assertThat(((Filter.Or) chain).parts()).hasSize(2_001);
  }

  @Test
  void aNodeWithoutPartsIsRefused() {
    assertThatThrownBy(Filter::and)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 part");
    assertThatThrownBy(Filter::or).isInstanceOf(IllegalArgumentException.class);
  }
}
