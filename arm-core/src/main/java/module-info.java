/**
 * ARM's core: remembered values, store SPIs, burn rate, and the remember, recall, plan and learn
 * pipelines. No network, no LLM, no native code.
 */
@org.jspecify.annotations.NullMarked
module io.runbookmemory.core {
  requires com.fasterxml.jackson.databind;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.runbookmemory.embedding;
  exports io.runbookmemory.error;
  exports io.runbookmemory.text;
}
