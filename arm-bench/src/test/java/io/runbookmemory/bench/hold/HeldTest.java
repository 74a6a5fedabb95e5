package io.runbookmemory.bench.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.bench.peers.MadeData;
import io.runbookmemory.bench.search.Data;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeldTest {

  private static final Data DATA = MadeData.of(200);

  static Stream<Library> stored() {
    return Stream.of(Library.values()).filter(Library::isStored);
  }

  @ParameterizedTest
  @MethodSource("stored")
  void whatALibraryWroteAnswersWhenItIsOpenedAgain(Library library, @TempDir Path root)
      throws IOException {
    Memories of = new Memories(root, null, DATA.size());
    Path folder = of.folder(library);

    new Written(DATA, folder, DATA.space()).by(library);

    assertThat(of.bytes(library)).isPositive();
    try (Held held = Held.open(library, folder)) {
      assertThat(held.ask(DATA.questions().getFirst())).isEqualTo(10);
    }
  }

  @Test
  void theExponentOfAKnownCurveIsFound() {
    List<Cost> costs =
        Stream.of(1_000, 10_000, 100_000, 1_000_000)
            .map(n -> new Cost(n, 3 * n, 1, 0, 5 * Math.sqrt(n), 7, 1))
            .toList();

    assertThat(Cost.exponent(costs, Cost::heap)).isCloseTo(1, within(1e-9));
    assertThat(Cost.exponent(costs, Cost::seconds)).isCloseTo(0.5, within(1e-9));
    assertThat(Cost.exponent(costs, Cost::median)).isCloseTo(0, within(1e-9));
    assertThat(Cost.exponent(costs, Cost::disk)).isNaN();
  }
}
