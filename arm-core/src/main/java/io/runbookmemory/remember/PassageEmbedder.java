package io.runbookmemory.remember;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.text.PassageSplitter;
import io.runbookmemory.text.PassageText;
import io.runbookmemory.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives memories their vectors: splits each text into passages of the size that a model takes, each
 * with its place in the text's outline, and embeds these. {@link RememberPipeline} stores what it
 * makes; a store that is to change its model has it make them again. Thread-safe if the model is.
 */
public final class PassageEmbedder {

  private final @Nullable EmbeddingModel model;
  private final @Nullable PassageSplitter splitter;

  /**
   * Creates an embedder.
   *
   * @param model what embeds the passages, or null: then memories stay without vectors
   */
  public PassageEmbedder(@Nullable EmbeddingModel model) {
    this.model = model;
    this.splitter = model == null ? null : new PassageSplitter(model.passageCharacters());
  }

  /** Returns whether what is stored has the vectors that this model would give it. */
  boolean fits(StoredMemory stored) {
    return model == null || model.space().equals(stored.space());
  }

  /**
   * Returns memories with the vectors of their passages, all embedded in one call of the model. One
   * without a text has a passage of its title alone.
   *
   * @param memories the memories
   * @return each with its vectors, in order
   * @throws io.runbookmemory.error.ArmException if the model cannot answer
   */
  public List<StoredMemory> embed(List<Memory> memories) {
    if (model == null || splitter == null) {
      return memories.stream().map(StoredMemory::lexical).toList();
    }
    List<List<Draft>> drafts = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Memory memory : memories) {
      List<Draft> parts = split(splitter, memory);
      drafts.add(parts);
      parts.forEach(part -> texts.add(part.embeddable()));
    }
    List<Embedding> embeddings = model.embedPassages(texts);
    List<StoredMemory> stored = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < memories.size(); i++) {
      List<Passage> passages = new ArrayList<>();
      for (Draft draft : drafts.get(i)) {
        passages.add(new Passage(draft.range(), embeddings.get(next++)));
      }
      stored.add(new StoredMemory(memories.get(i), passages, model.space()));
    }
    return stored;
  }

  private record Draft(@Nullable TextRange range, String embeddable) {}

  private static List<Draft> split(PassageSplitter splitter, Memory memory) {
    if (memory.text().isBlank()) {
      return List.of(new Draft(null, memory.title()));
    }
    List<Draft> drafts = new ArrayList<>();
    for (PassageText passage : splitter.split(memory.title(), memory.text())) {
      drafts.add(new Draft(passage.range(), passage.embeddable()));
    }
    return drafts;
  }
}
