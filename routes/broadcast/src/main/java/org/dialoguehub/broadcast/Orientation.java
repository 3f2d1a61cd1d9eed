package org.dialoguehub.broadcast;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held, as it noted in a JPEG (Exif 2.32, tag 0x0112); in the order of its numbers. */
enum Orientation {
    UPRIGHT(1, 0, 0, 1),
    MIRRORED(-1, 0, 0, 1),
    UPSIDE_DOWN(-1, 0, 0, -1),
    UPSIDE_DOWN_MIRRORED(1, 0, 0, -1),
    LEFT_MIRRORED(0, 1, 1, 0),
    RIGHT(0, 1, -1, 0),
    RIGHT_MIRRORED(0, -1, -1, 0),
    LEFT(0, -1, 1, 0);

    private static final int START_OF_IMAGE = 0xffd8;
    private static final int START_OF_SCAN = 0xffda;
    private static final int APP1 = 0xffe1;
    private static final int EXIF = 0x4578_6966;
    private static final int ORIENTATION = 0x0112;

    private final int xx;
    private final int xy;
    private final int yx;
    private final int yy;

    /** How the way along x and along y turns: x becomes (xx, xy), y becomes (yx, yy). */
    Orientation(int xx, int xy, int yx, int yy) {
        this.xx = xx;
        this.xy = xy;
        this.yx = yx;
        this.yy = yy;
    }

    /** Whether width and height change places. */
    boolean swaps() {
        return xx == 0;
    }

    /** Turns a picture of that size upright, within its bounds. */
    AffineTransform turning(int width, int height) {
        int left = Math.min(0, xx * width) + Math.min(0, yx * height);
        int top = Math.min(0, xy * width) + Math.min(0, yy * height);
        return new AffineTransform(xx, xy, yx, yy, -left, -top);
    }

    /** What stands in a file; upright if it says nothing, or nothing that can be understood. */
    static Orientation of(byte[] file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(file);
            if (marker(bytes) != START_OF_IMAGE) {
                return UPRIGHT;
            }
            for (int marker = marker(bytes); marker != START_OF_SCAN && (marker & 0xff00) == 0xff00; marker = marker(bytes)) {
                int length = marker(bytes);
                ByteBuffer segment = bytes.slice(bytes.position(), length - 2);
                if (marker == APP1 && segment.getInt() == EXIF) {
                    return noted(segment.slice(6, segment.capacity() - 6));
                }
                bytes.position(bytes.position() + length - 2);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException cutOff) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }

    private static int marker(ByteBuffer bytes) {
        return bytes.getShort() & 0xffff;
    }

    private static Orientation noted(ByteBuffer tiff) {
        tiff.order(tiff.getShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int entry = 0; entry < entries; entry++) {
            int at = directory + 2 + 12 * entry;
            int value = tiff.getShort(at + 8) & 0xffff;
            if ((tiff.getShort(at) & 0xffff) == ORIENTATION && value >= 1 && value <= values().length) {
                return values()[value - 1];
            }
        }
        return UPRIGHT;
    }
}
