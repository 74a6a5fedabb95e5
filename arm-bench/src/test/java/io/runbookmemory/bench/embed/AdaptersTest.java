package io.runbookmemory.bench.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.FunctionEmbeddingModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** The models of other libraries serve as ARM's, by the lines that the documentation shows. */
class AdaptersTest {

  private static final List<String> TEXTS = List.of("disk full", "x");
  private static final List<Embedding> VECTORS = List.of(Embedding.of(9, 1), Embedding.of(1, 1));

  private static float[] vector(String text) {
    return new float[] {text.length(), 1};
  }

  /** LangChain4j's interface, with a vector of each text's length. */
  private static final class LangChain4j implements dev.langchain4j.model.embedding.EmbeddingModel {

    @Override
    public Response<List<dev.langchain4j.data.embedding.Embedding>> embedAll(
        List<TextSegment> segments) {
      return Response.from(
          segments.stream()
              .map(one -> dev.langchain4j.data.embedding.Embedding.from(vector(one.text())))
              .toList());
    }
  }

  /** Spring AI's interface, with a vector of each text's length. */
  private static final class SpringAi implements org.springframework.ai.embedding.EmbeddingModel {

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
      List<org.springframework.ai.embedding.Embedding> vectors =
          request.getInstructions().stream()
              .map(text -> new org.springframework.ai.embedding.Embedding(vector(text), 0))
              .toList();
      return new EmbeddingResponse(vectors);
    }

    @Override
    public float[] embed(Document document) {
      return vector(String.valueOf(document.getText()));
    }
  }

  @Test
  void aModelOfLangChain4j() {
    var model = new LangChain4j();

    EmbeddingModel ours =
        FunctionEmbeddingModel.builder(
                "theirs",
                2,
                texts ->
                    model
                        .embedAll(texts.stream().map(TextSegment::from).toList())
                        .content()
                        .stream()
                        .map(dev.langchain4j.data.embedding.Embedding::vector)
                        .toList())
            .build();

    assertThat(ours.embedPassages(TEXTS)).isEqualTo(VECTORS);
  }

  @Test
  void aModelOfSpringAi() {
    org.springframework.ai.embedding.EmbeddingModel model = new SpringAi();

    EmbeddingModel ours = FunctionEmbeddingModel.builder("theirs", 2, model::embed).build();

    assertThat(ours.embedPassages(TEXTS)).isEqualTo(VECTORS);
  }
}
