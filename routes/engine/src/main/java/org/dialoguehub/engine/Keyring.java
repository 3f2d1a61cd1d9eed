package org.dialoguehub.engine;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what nobody may read in the store, with AES-256 in GCM (NIST SP 800-38D) and a random nonce of 96 bits. A sealed text names its key, and opens
 * only in the place it was sealed for: name, key and place are authenticated with it. The first key seals, all of them open; so a key is replaced by
 * putting another before it. Safe for use by several threads.
 */
public final class Keyring {
    /** Bytes of a key. */
    public static final int KEY_BYTES = 32;

    private static final String FORM = "v1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Base64.Encoder BASE_64 = Base64.getUrlEncoder().withoutPadding();

    private final Supplier<List<byte[]>> source;
    private final RandomGenerator random;
    private Optional<Map<String, SecretKeySpec>> keys = Optional.empty();

    /**
     * @param source asked once, when a key is first needed: at least one, each of {@value #KEY_BYTES} bytes
     * @param random a source that cannot be guessed, such as {@link java.security.SecureRandom}
     */
    public Keyring(Supplier<List<byte[]>> source, RandomGenerator random) {
        this.source = source;
        this.random = random;
    }

    /** A ring of one key that is forgotten with the process: for tests, and for hubs to which nobody signs in. */
    public static Keyring passing(RandomGenerator random) {
        return new Keyring(() -> List.of(key(random)), random);
    }

    /** A new key. */
    public static byte[] key(RandomGenerator random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    /** Seals a text for a place. */
    String seal(String place, String text) {
        var first = keys().entrySet().iterator().next();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = encrypt(first.getKey(), first.getValue(), nonce, place, text.getBytes(StandardCharsets.UTF_8));
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
        return FORM + "." + first.getKey() + "." + BASE_64.encodeToString(all);
    }

    /**
     * Opens what was sealed for that place.
     *
     * @throws GeneralSecurityException if its key is not here, or it was sealed for another place, or is damaged; the message is for the operator
     */
    String open(String place, String sealed) throws GeneralSecurityException {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(FORM)) {
            throw new GeneralSecurityException("it is in a form that this hub does not know");
        }
        SecretKeySpec key = Optional.ofNullable(keys().get(parts[1]))
                .orElseThrow(() -> new GeneralSecurityException(
                        "the key " + parts[1] + " is not here, only " + String.join(", ", keys().keySet())));
        try {
            byte[] all = Base64.getUrlDecoder().decode(parts[2]);
            byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
            byte[] rest = Arrays.copyOfRange(all, NONCE_BYTES, all.length);
            return new String(crypt(Cipher.DECRYPT_MODE, parts[1], key, nonce, place, rest), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | GeneralSecurityException changed) {
            throw new GeneralSecurityException("it was changed, or is that of another channel", changed);
        }
    }

    /** Whether it is sealed with the first key. */
    boolean isCurrent(String sealed) {
        return sealed.startsWith(FORM + "." + keys().keySet().iterator().next() + ".");
    }

    @Override
    public String toString() {
        return "***";
    }

    private static byte[] encrypt(String id, SecretKeySpec key, byte[] nonce, String place, byte[] text) {
        try {
            return crypt(Cipher.ENCRYPT_MODE, id, key, nonce, place, text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] crypt(int mode, String id, SecretKeySpec key, byte[] nonce, String place, byte[] text)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((FORM + "." + id + "." + place).getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(text);
    }

    private synchronized Map<String, SecretKeySpec> keys() {
        if (keys.isEmpty()) {
            var named = new LinkedHashMap<String, SecretKeySpec>();
            for (byte[] key : source.get()) {
                if (key.length != KEY_BYTES) {
                    throw new IllegalArgumentException("A key has " + key.length + " bytes; " + KEY_BYTES + " are needed");
                }
                named.putIfAbsent(id(key), new SecretKeySpec(key, "AES"));
            }
            if (named.isEmpty()) {
                throw new IllegalArgumentException("A keyring without keys");
            }
            keys = Optional.of(named);
        }
        return keys.get();
    }

    /** Tells keys apart, and tells nothing of them. */
    private static String id(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 4);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
