package io.runbookmemory.bench.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTest {

  /** The numbers of arm-lucene's VectorLegTest, which holds ARM to the same. */
  @ParameterizedTest
  @CsvSource({"0,150", "1000,150", "300000,150", "600000,168", "1000000,183", "10000000,269"})
  void luceneByHandAsksForAsManyAsArm(long passages, int asked) {
    assertThat(Neighbours.of(passages)).isEqualTo(asked);
  }
}
