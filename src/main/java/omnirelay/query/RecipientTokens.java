package omnirelay.query;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for a recipient in an address: its keyed hash, encrypted and authenticated. Addresses are kept by
 * histories, proxies and chats. A token that is found there tells nothing of the number, not even to who can guess it,
 * nor is it the hash that stands in tables; and nobody can make another number's token of it, because both need the
 * installation's key. What it opens, it opens only to who is signed in. The same recipient always has the same token,
 * so that links last.
 */
public final class RecipientTokens {
    private static final String MAC = "HmacSHA256";
    private static final int NONCE_BYTES = 12;
    private static final int HASH_BYTES = 32;
    private static final int TAG_BYTES = 16;
    private static final int TOKEN_BYTES = NONCE_BYTES + HASH_BYTES + TAG_BYTES;

    private final SecretKeySpec encryption;
    private final SecretKeySpec nonces;

    /** With keys of its own, made of the installation's. */
    public RecipientTokens(byte[] installationKey) {
        this.encryption = new SecretKeySpec(derived(installationKey, "recipient token: encryption"), "AES");
        this.nonces = new SecretKeySpec(derived(installationKey, "recipient token: nonce"), MAC);
    }

    String of(String numberHash) {
        byte[] hash = HexFormat.of().parseHex(numberHash);
        // Made of the hash itself: never the same for two of them, always for one.
        byte[] nonce = Arrays.copyOf(mac(nonces, hash), NONCE_BYTES);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, hash).orElseThrow();
        byte[] token = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, token, NONCE_BYTES, sealed.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The hash for which the token stands; empty where this installation made no such token. */
    Optional<String> numberHash(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length != TOKEN_BYTES) {
                return Optional.empty();
            }
            byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
            return crypt(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length))
                    .map(HexFormat.of()::formatHex);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Empty where the bytes were not encrypted here. */
    private Optional<byte[]> crypt(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, encryption, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
            return Optional.of(cipher.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] derived(byte[] key, String purpose) {
        return mac(new SecretKeySpec(key, MAC), purpose.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] mac(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HMAC-SHA256", e);
        }
    }
}
