package export

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"
)

// mostCell is the most characters that a cell of a workbook holds.
const mostCell = excelize.TotalCellChars

// WriteXLSX writes the book as a workbook: a sheet for each part that is not
// empty, each with a heading that stays in sight and can filter. Texts are
// texts, never formulas; dates and times are real ones, as clocks at the event
// show them. A text beyond 32,767 characters is cut there, which is all that a
// cell holds.
func WriteXLSX(w io.Writer, b Book, o Options) (err error) {
	file := excelize.NewFile()
	defer func() {
		if closing := file.Close(); err == nil {
			err = closing
		}
	}()
	x := workbook{file: file, language: In(o.Language)}
	if err := x.makeStyles(); err != nil {
		return err
	}
	if err := file.SetDocProps(&excelize.DocProperties{Creator: "Entente", Title: line(b.Event.Name)}); err != nil {
		return err
	}
	for _, s := range b.sheets() {
		if err := x.write(b, s); err != nil {
			return fmt.Errorf("sheet %s: %w", s, err)
		}
	}
	if err := file.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	_, err = file.WriteTo(w)
	return err
}

// sheets are those that hold something; an empty book has its first all the same.
func (b Book) sheets() []Sheet {
	filled := map[Sheet]bool{
		SheetPeople: len(b.People) > 0, SheetOrganisations: len(b.Organisations) > 0, SheetPlaces: len(b.Places) > 0,
		SheetUnscheduled: len(b.Unscheduled) > 0, SheetPitches: len(b.Programme.Sessions) > 0,
	}
	var all []Sheet
	for _, s := range Sheets() {
		if filled[s] {
			all = append(all, s)
		}
	}
	if len(all) == 0 {
		return []Sheet{SheetPeople}
	}
	return all
}

// workbook is a file of sheets that are written row by row.
type workbook struct {
	file                     *excelize.File
	language                 Language
	heading, day, hour, text int // styles
}

func (x *workbook) makeStyles() error {
	dayFormat, hourFormat := "ddd d mmm yyyy", "hh:mm"
	for _, style := range []struct {
		id   *int
		form excelize.Style
	}{
		{&x.heading, excelize.Style{Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"0F5C63"}},
			Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}},
		{&x.day, excelize.Style{CustomNumFmt: &dayFormat, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}}},
		{&x.hour, excelize.Style{CustomNumFmt: &hourFormat, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}}},
		{&x.text, excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
	} {
		id, err := x.file.NewStyle(&style.form)
		if err != nil {
			return err
		}
		*style.id = id
	}
	return nil
}

func (x *workbook) write(b Book, s Sheet) error {
	name, t := x.language.heading(string(s)), tables[s]
	if _, err := x.file.NewSheet(name); err != nil {
		return err
	}
	out, err := x.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := x.begin(out, t); err != nil {
		return err
	}
	row := 1
	err = t.rows(b, x.language, func(cells ...any) error {
		row++
		values := make([]any, len(cells))
		for i, cell := range cells {
			values[i] = x.cell(cell)
		}
		return out.SetRow(fmt.Sprintf("A%d", row), values)
	})
	if err != nil {
		return err
	}
	if err := x.filter(name, len(t.columns), row); err != nil {
		return err
	}
	return out.Flush()
}

// begin sets widths and the heading, which stays in sight.
func (x *workbook) begin(out *excelize.StreamWriter, t table) error {
	for i, c := range t.columns {
		if err := out.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	values := make([]any, len(t.columns))
	for i, text := range t.headings(x.language) {
		values[i] = excelize.Cell{StyleID: x.heading, Value: text}
	}
	return out.SetRow("A1", values, excelize.RowOpts{Height: 20})
}

func (x *workbook) filter(name string, columns, rows int) error {
	last, err := excelize.CoordinatesToCellName(columns, rows)
	if err != nil {
		return err
	}
	return x.file.AutoFilter(name, "A1:"+last, nil)
}

func (x *workbook) cell(cell any) any {
	switch v := cell.(type) {
	case dayCell:
		return excelize.Cell{StyleID: x.day, Value: wallDate(time.Time(v))}
	case clockCell:
		return excelize.Cell{StyleID: x.hour, Value: wallClock(time.Time(v))}
	case string:
		if v == "" {
			return nil
		}
		if runes := []rune(v); len(runes) > mostCell {
			v = string(runes[:mostCell])
		}
		return excelize.Cell{StyleID: x.text, Value: v}
	}
	return cell
}

// wallClock is the instant that a sheet shows as clocks of t's zone do; a
// workbook knows no zones.
func wallClock(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

func wallDate(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
