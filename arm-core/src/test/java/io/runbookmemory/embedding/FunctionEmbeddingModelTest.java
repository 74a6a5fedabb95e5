package io.runbookmemory.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionEmbeddingModelTest {

  private final List<String> asked = new ArrayList<>();

  private EmbeddingModel giving(List<float[]> vectors) {
    return FunctionEmbeddingModel.builder(
            "theirs",
            2,
            texts -> {
              asked.addAll(texts);
              return vectors;
            })
        .queryInstruction("query: ")
        .passageInstruction("passage: ")
        .build();
  }

  @Test
  void itsVectorsAreThoseOfTheFunction() {
    EmbeddingModel model = giving(List.of(new float[] {3, 4}));

    assertThat(model.embedQuery("why").toArray()).containsExactly(0.6f, 0.8f);
    assertThat(model.embedPassages(List.of("so"))).containsExactly(Embedding.of(3, 4));
    assertThat(asked).containsExactly("query: why", "passage: so");
    assertThat(model.space()).isEqualTo(new EmbeddingSpace("theirs", 2, "by-name"));
    assertThat(model.embedPassages(List.of())).isEmpty();
  }

  @Test
  void whatTheFunctionShouldNotGiveIsRefused() {
    assertThatThrownBy(() -> giving(List.of()).embedQuery("why"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("theirs must give a vector for each of 1 texts, gave 0");
    assertThatThrownBy(() -> giving(List.of(new float[3])).embedQuery("why"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("theirs must give vectors of 2 dimensions, gave one of 3");
    assertThatThrownBy(() -> giving(List.of(new float[] {Float.NaN, 1})).embedQuery("why"))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aFunctionThatFailsIsUnavailable() {
    EmbeddingModel model =
        FunctionEmbeddingModel.builder(
                "theirs",
                2,
                texts -> {
                  throw new IllegalStateException("rate limited");
                })
            .build();

    assertThatThrownBy(() -> model.embedQuery("why"))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("theirs could not embed: rate limited");
  }

  @Test
  void blankTextsAreTheCallersBug() {
    EmbeddingModel model = giving(List.of());

    assertThatThrownBy(() -> model.embedQuery(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> model.embedPassages(List.of("a", " ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at 1 of 2");
    assertThat(asked).isEmpty();
  }
}
