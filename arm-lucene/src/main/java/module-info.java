/**
 * ARM's embedded default store: one Lucene index holds the memories of all tenants, their passages'
 * vectors and their tokens.
 */
@org.jspecify.annotations.NullMarked
module io.runbookmemory.lucene {
  requires transitive io.runbookmemory.core;
  requires org.apache.lucene.backward_codecs;
  requires org.apache.lucene.core;
  requires org.apache.lucene.join;
  requires org.apache.lucene.misc;
  requires static transitive org.jspecify;

  exports io.runbookmemory.lucene;
  exports io.runbookmemory.lucene.report;
}
