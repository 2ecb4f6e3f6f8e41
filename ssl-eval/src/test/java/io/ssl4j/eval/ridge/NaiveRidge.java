package io.ssl4j.eval.ridge;

/** Ridge regression by Gauss's elimination, on features as they are, with a bias that has no penalty. */
final class NaiveRidge {

    private NaiveRidge() {}

    /** Weights and, last, the bias, for one column of targets. */
    static double[] solve(double[][] x, double[] y, double penalty) {
        int d = x[0].length;
        double[][] system = new double[d + 1][d + 2];
        for (int i = 0; i < x.length; i++) {
            for (int a = 0; a <= d; a++) {
                double left = a < d ? x[i][a] : 1;
                for (int b = 0; b <= d; b++) {
                    system[a][b] += left * (b < d ? x[i][b] : 1);
                }
                system[a][d + 1] += left * y[i];
            }
        }
        for (int a = 0; a < d; a++) {
            system[a][a] += penalty;
        }
        return eliminate(system);
    }

    private static double[] eliminate(double[][] system) {
        int n = system.length;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                double factor = b == a ? 0 : system[b][a] / system[a][a];
                for (int c = a; c <= n && b != a; c++) {
                    system[b][c] -= factor * system[a][c];
                }
            }
        }
        double[] solution = new double[n];
        for (int a = 0; a < n; a++) {
            solution[a] = system[a][n] / system[a][a];
        }
        return solution;
    }

    static double output(double[] solution, double[] row) {
        double sum = solution[row.length];
        for (int j = 0; j < row.length; j++) {
            sum += solution[j] * row[j];
        }
        return sum;
    }

    /** Columns with mean 0 and deviation 1 (of n). */
    static double[][] standardised(double[][] x) {
        int n = x.length;
        double[][] result = new double[n][x[0].length];
        for (int j = 0; j < x[0].length; j++) {
            double mean = 0;
            double square = 0;
            for (double[] row : x) {
                mean += row[j] / n;
            }
            for (double[] row : x) {
                square += (row[j] - mean) * (row[j] - mean) / n;
            }
            for (int i = 0; i < n; i++) {
                result[i][j] = (x[i][j] - mean) / Math.sqrt(square);
            }
        }
        return result;
    }
}
