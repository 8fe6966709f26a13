package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"

	"entente/scheduler"
)

// runB2BSP runs the benchmark's files against the values known for them.
func (s settings) runB2BSP(ctx context.Context) error {
	known, err := readKnown(filepath.Join(s.b2bsp, "known.tsv"))
	if err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(s.b2bsp, "*.json"))
	if err != nil {
		return err
	}
	fmt.Fprintln(s.out, "\n| file | known | found | status | seconds |\n| --- | ---: | ---: | --- | ---: |")
	for _, file := range files {
		name := filepath.Base(file[:len(file)-len(".json")])
		if !s.only.MatchString(name) {
			continue
		}
		seconds := s.seconds
		if seconds == 0 {
			seconds = 60
		}
		got, err := child(ctx, file, seconds)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		found := fmt.Sprint(got.Schedule.Score.Breaks)
		if got.Schedule.Status == scheduler.StatusInfeasible || got.Schedule.Status == scheduler.StatusUnknown {
			found = "–"
		}
		fmt.Fprintf(s.out, "| %s | %s | %s | %s | %.1f |\n", name, known[name], found, got.Schedule.Status, got.Seconds)
	}
	return nil
}

// readKnown reads what is known of each problem, by its name: the fewest
// breaks, or "infeasible".
func readKnown(name string) (map[string]string, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comma, reader.FieldsPerRecord = '\t', -1
	rows, err := reader.ReadAll()
	if err != nil {
		return nil, err
	}
	known := map[string]string{}
	for _, row := range rows[min(1, len(rows)):] {
		if len(row) < 6 {
			return nil, fmt.Errorf("%s: row %q has not the columns problem, participants, requests, slots, tables, status, breaks", name, row)
		}
		known[row[0]] = row[5]
		if row[5] == "optimal" && len(row) > 6 {
			known[row[0]] = row[6]
		}
	}
	return known, nil
}
