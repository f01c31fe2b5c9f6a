package io.forerun.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProductsTest {
    private final SplittableRandom random = new SplittableRandom(3);

    private float[] numbers(final int count) {
        final float[] numbers = new float[count];
        for (int index = 0; index < count; index++) {
            numbers[index] = (float) random.nextDouble(-2, 2);
        }
        return numbers;
    }

    @Test
    void shouldGiveTheSameBitsAsPlainLoopsForAnyShape() {
        for (int round = 0; round < 400; round++) {
            final int rows = random.nextInt(1, 14);
            final int terms = random.nextInt(0, 40);
            final int columns = random.nextInt(1, 70);
            final Matrix plain = Matrix.of(numbers(rows * terms + 9), 5, rows, terms);
            final Matrix turned =
                    Matrix.of(numbers(rows * terms + 9), 5, terms, rows).transposed();
            final Matrix right = new Matrix(numbers((terms + 1) * 100), 7, terms, columns, 80, 1);
            final float[] expected = numbers(rows * 90 + 3);
            final float[] actual = expected.clone();
            final Matrix left = round % 2 == 0 ? plain : turned;
            Products.scalar().add(left, right, new Matrix(expected, 3, rows, columns, 90, 1));
            VectorProducts.INSTANCE.add(left, right, new Matrix(actual, 3, rows, columns, 90, 1));
            assertArrayEquals(expected, actual, () -> rows + " x " + terms + " x " + columns);
        }
    }

    @Test
    void shouldMultiplyAsByHand() {
        final float[] out = {100, 0, 0, 1_000};
        final Matrix a = Matrix.of(new float[] {1, 2, 3, 4, 5, 6}, 0, 2, 3);
        final Matrix b = Matrix.of(new float[] {1, 0, 0, 1, 1, 1}, 0, 3, 2);
        Products.scalar().add(a, b, Matrix.of(out, 0, 2, 2));
        assertArrayEquals(new float[] {104, 5, 10, 1_011}, out);
    }

    @Test
    void shouldRefuseShapesThatDoNotFit() {
        final Matrix three = Matrix.of(new float[9], 0, 3, 3);
        final Matrix two = Matrix.of(new float[6], 0, 2, 3);
        assertEquals(
                "product: a=3x3, b=2x3, c=3x3",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Products.scalar().add(three, two, three))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Products.scalar().add(three, three.transposed(), three));
        assertThrows(IllegalArgumentException.class, () -> Matrix.of(new float[8], 0, 3, 3));
    }
}
