package omnirelay.forward;

/**
 * Who is told, and where.
 *
 * @param receiver the receiver's name
 */
record Target(String receiver, String url) {}
