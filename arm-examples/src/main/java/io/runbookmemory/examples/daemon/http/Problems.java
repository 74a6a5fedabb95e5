package io.runbookmemory.examples.daemon.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server itself refuses, as problems: no page of its own, and no trace. */
final class Problems extends ErrorHandler {

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    Reply reply = Reply.problem(code, HttpStatus.getMessage(code), why(code));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private static String why(int code) {
    return switch (code) {
      case HttpStatus.BAD_REQUEST_400 ->
          "its line, a header or its body is not as HTTP/1.1 has it, or its path could be read in"
              + " two ways, such as by an encoded slash or dots that climb";
      case HttpStatus.REQUEST_TIMEOUT_408 -> "it came too slowly";
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "its headers are larger than 8 KB";
      default -> "the server refuses such a request before it looks for its door";
    };
  }
}
