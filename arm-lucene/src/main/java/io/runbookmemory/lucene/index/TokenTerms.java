package io.runbookmemory.lucene.index;

import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;

/** Tokens that core has made already, as Lucene wants to be told them. */
public final class TokenTerms extends TokenStream {

  private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
  private final List<String> tokens;
  private Iterator<String> rest;

  TokenTerms(List<String> tokens) {
    this.tokens = tokens;
    this.rest = tokens.iterator();
  }

  @Override
  public boolean incrementToken() {
    clearAttributes();
    if (!rest.hasNext()) {
      return false;
    }
    term.setBytesRef(IndexFields.term(rest.next()));
    return true;
  }

  @Override
  public void reset() {
    rest = tokens.iterator();
  }
}
