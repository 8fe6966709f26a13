package tables

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"entente/partnering"
)

// ReadXLSX adds the sheets of the named workbook to the import. A sheet's name,
// in any case, is its table's; a sheet of another name is a fault.
func ReadXLSX(into *partnering.ImportTables, name string, r io.Reader) error {
	book, err := excelize.OpenReader(r)
	if err != nil {
		into.Faults = append(into.Faults, partnering.ImportFault{Origin: partnering.Origin{Sheet: name}, Reason: "the file is no XLSX workbook, or cut short: save it again as .xlsx"})
		return nil
	}
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			return fmt.Errorf("read sheet %s: %w", sheet, err)
		}
		read(into, strings.ToLower(strings.TrimSpace(sheet)), rows)
	}
	return nil
}

// WriteXLSX writes every table as a sheet of one workbook, all cells as text.
func WriteXLSX(w io.Writer, from partnering.ImportTables) error {
	book := excelize.NewFile()
	defer book.Close()
	for _, name := range Names() {
		rows, err := records(&from, name)
		if err != nil {
			return err
		}
		if _, err := book.NewSheet(name); err != nil {
			return err
		}
		sheet, err := book.NewStreamWriter(name)
		if err != nil {
			return err
		}
		for i, row := range rows {
			cells := make([]any, len(row))
			for j, cell := range row {
				cells[j] = cell
			}
			if err := sheet.SetRow(fmt.Sprintf("A%d", i+1), cells); err != nil {
				return err
			}
		}
		if err := sheet.Flush(); err != nil {
			return err
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	return book.Write(w)
}
