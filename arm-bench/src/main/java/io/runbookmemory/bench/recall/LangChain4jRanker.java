package io.runbookmemory.bench.recall;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.DocumentSplitter;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.HuggingFaceTokenCountEstimator;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.bench.search.VectorFile;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.replay.Answer;
import io.runbookmemory.replay.EvaluationQuery;
import io.runbookmemory.replay.Ranker;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * LangChain4j as its easy-rag module sets it up: documents cut by {@code recursive(300, 30)} in
 * tokens, the same bge-small model, run by LangChain4j itself, and its store in memory. A document
 * stands where its best segment does.
 */
public final class LangChain4jRanker implements Ranker {

  private static final String KEY = "key";
  private static final int DOCUMENTS = 10;

  /** As many segments as ten documents may need. */
  private static final int SEGMENTS = 200;

  private static final int BATCH = 64;
  private static final int SHOWN = 5;
  private static final double CHARACTERS_A_TOKEN = 4;

  private final EmbeddingModel model = new BgeSmallEnV15QuantizedEmbeddingModel();
  private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();

  /**
   * Fills the store.
   *
   * @param memories the documents: a title and a text each
   * @param vectors the file that keeps the vectors for the next run; it goes on where it ends
   */
  public LangChain4jRanker(List<Memory> memories, Path vectors) throws IOException {
    DocumentSplitter splitter =
        DocumentSplitters.recursive(300, 30, new HuggingFaceTokenCountEstimator());
    List<TextSegment> segments = new ArrayList<>();
    Progress progress = new Progress();
    for (int i = 0; i < memories.size(); i++) {
      segments.addAll(splitter.split(document(memories.get(i))));
      progress.at("LangChain4j splits", i + 1, memories.size());
    }
    List<Entry> entries = embedded(segments, vectors, progress);
    for (int i = 0; i < segments.size(); i++) {
      store.add(Embedding.from(entries.get(i).vector()), segments.get(i));
    }
  }

  private static Document document(Memory memory) {
    String text = memory.text();
    String whole = text.contains(memory.title()) ? text : memory.title() + "\n\n" + text;
    return Document.from(whole, Metadata.from(KEY, String.valueOf(memory.provenance().key())));
  }

  private List<Entry> embedded(List<TextSegment> segments, Path file, Progress progress)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : VectorFile.read(file, segments.size())) {
      if (!entry.text().equals(segments.get(entries.size()).text())) {
        break;
      }
      entries.add(entry);
    }
    int dimension = model.dimension();
    try (DataOutputStream to = VectorFile.append(file, dimension, entries)) {
      while (entries.size() < segments.size()) {
        int end = Math.min(segments.size(), entries.size() + BATCH);
        List<TextSegment> batch = segments.subList(entries.size(), end);
        List<Embedding> embeddings = model.embedAll(batch).content();
        for (int i = 0; i < batch.size(); i++) {
          Entry entry =
              new Entry(
                  batch.get(i).text(),
                  io.runbookmemory.embedding.Embedding.of(embeddings.get(i).vector()));
          VectorFile.write(to, entry);
          entries.add(entry);
        }
        to.flush();
        progress.at("LangChain4j embeds", entries.size(), segments.size());
      }
    }
    return entries;
  }

  @Override
  public Answer answer(EvaluationQuery query) {
    long begin = System.nanoTime();
    EmbeddingSearchRequest request =
        EmbeddingSearchRequest.builder()
            .queryEmbedding(model.embed(query.text()).content())
            .maxResults(SEGMENTS)
            .build();
    List<EmbeddingMatch<TextSegment>> matches = store.search(request).matches();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    List<String> ranking =
        matches.stream()
            .map(match -> String.valueOf(match.embedded().metadata().getString(KEY)))
            .distinct()
            .limit(DOCUMENTS)
            .toList();
    int characters =
        matches.stream().limit(SHOWN).mapToInt(match -> match.embedded().text().length()).sum();
    return new Answer(ranking, false, (int) Math.ceil(characters / CHARACTERS_A_TOKEN), took);
  }
}
