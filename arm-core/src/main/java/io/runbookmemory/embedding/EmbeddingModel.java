package io.runbookmemory.embedding;

import java.util.List;

/**
 * A model that turns text into vectors. The same text always gives the same vector, whatever it is
 * embedded together with. Implementations are thread-safe.
 */
public interface EmbeddingModel extends AutoCloseable {

  /**
   * Returns the space that this model's vectors live in.
   *
   * @return the same value for the life of the model
   */
  EmbeddingSpace space();

  /**
   * Returns how many characters of ordinary English fit the model's window at once. A longer text
   * must be split into passages first; see {@code io.runbookmemory.text.PassageSplitter}.
   *
   * @return a positive count of characters
   */
  int passageCharacters();

  /**
   * Returns the vectors of passages that will be searched for.
   *
   * @param passages the texts, each of them not blank
   * @return one vector a passage, in the same order
   * @throws io.runbookmemory.error.ArmException if the model cannot answer
   */
  List<Embedding> embedPassages(List<String> passages);

  /**
   * Returns the vector of a question, with the model's query instruction in front where its card
   * asks for one.
   *
   * @param query the question, not blank
   * @return its vector
   * @throws io.runbookmemory.error.ArmException if the model cannot answer
   */
  Embedding embedQuery(String query);

  /** Frees the model's memory. A model that was closed answers no more. */
  @Override
  void close();
}
